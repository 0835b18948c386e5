package io.tripmill.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripmill.job.Location;
import io.tripmill.job.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    private final Secrets secrets =
            new Secrets(new Storage(new Configuration()), name -> Map.of("SET", "open sesame", "EMPTY", "")
                    .getOrDefault(name, ""));

    @Test
    void aSecretComesFromTheEnvironmentOrTheFirstLineOfAFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "tiger\nnot this\n");

        assertThat(secrets.read(new Secret.OfEnvironment("SET"))).contains("open sesame");
        assertThat(secrets.read(new Secret.OfFile(Location.of(file.toString()))))
                .contains("tiger");
        assertThat(secrets.read(new Secret.None())).isEmpty();
    }

    @Test
    void anEmptyPlaceIsRefused(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "");

        assertThatThrownBy(() -> secrets.read(new Secret.OfEnvironment("EMPTY")))
                .hasMessage(
                        "[T-INPUT-MISSING] A secret is to be read from the environment variable EMPTY, but nothing is there."
                                + " Set it, or name another place.");
        assertThatThrownBy(() -> secrets.read(new Secret.OfFile(Location.of(file.toString()))))
                .hasMessageContaining("[T-INPUT-MISSING]");
        assertThatThrownBy(() -> secrets.read(new Secret.OfFile(Location.of(folder + "/nowhere"))))
                .hasMessageContaining("[T-INPUT-MISSING] There is no file");
    }
}
