package io.tripmill.jobs.local.city;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.tripmill.jobs.pings.RefusalReason;
import java.nio.charset.Charset;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Something that breaks a record on its way.
 *
 * @param story what happened to it
 * @param damage what is left of a line, which has no line break
 * @param charset how it is encoded
 * @param isRare whether once in a city is enough, because the record is large
 * @param reasons why the ingest refuses the record, all of it
 */
record Flaw(String story, UnaryOperator<String> damage, Charset charset, boolean isRare, List<RefusalReason> reasons) {

    Flaw {
        reasons = List.copyOf(reasons);
    }

    static Flaw of(String story, UnaryOperator<String> damage, RefusalReason... reasons) {
        return new Flaw(story, damage, UTF_8, false, List.of(reasons));
    }

    /** The same flaw, once in a city. */
    Flaw rare() {
        return new Flaw(story, damage, charset, true, reasons);
    }

    /** The same flaw in an encoding that is not UTF-8. */
    Flaw inLatin1() {
        return new Flaw(story, damage, ISO_8859_1, isRare, reasons);
    }

    byte[] spoil(String line) {
        return damage.apply(line).getBytes(charset);
    }
}
