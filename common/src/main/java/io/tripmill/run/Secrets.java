package io.tripmill.run;

import io.tripmill.job.ErrorCode;
import io.tripmill.job.RunFailure;
import io.tripmill.job.Secret;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads secrets where they are kept; no message holds one. */
public final class Secrets {
    private final Storage storage;
    private final UnaryOperator<String> environment;

    public Secrets(Storage storage) {
        this(storage, System::getenv);
    }

    Secrets(Storage storage, UnaryOperator<String> environment) {
        this.storage = storage;
        this.environment = environment;
    }

    /**
     * The secret; empty if none is asked for.
     *
     * @throws RunFailure if the variable or the file is not there, or empty
     */
    public Optional<String> read(Secret secret) {
        if (secret instanceof Secret.OfEnvironment place) {
            return Optional.of(
                    filled(environment.apply(place.variable()), "the environment variable " + place.variable()));
        }
        if (secret instanceof Secret.OfFile place) {
            String text = storage.readExisting(place.file());
            return Optional.of(filled(text.lines().findFirst().orElse(""), "the file '" + place.file() + "'"));
        }
        return Optional.empty();
    }

    private static String filled(@Nullable String text, String place) {
        if (text == null || text.isEmpty()) {
            throw new RunFailure(
                    ErrorCode.INPUT_MISSING,
                    "A secret is to be read from " + place + ", but nothing is there.",
                    "Set it, or name another place.");
        }
        return text;
    }
}
