package io.tripmill.jobs.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripmill.run.Storage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTest {
    /** Its SHA-256 was computed with sha256sum. */
    private static final String CSV = "a,b\r\n1,\"two\nlines\"\r\n";

    private static final String MANIFEST = """
            {"consumer": "city", "issue": 2, "files": [{"path": "x.csv", "rows": 1, "bytes": 20, "sha256": "4836617d8e6de2fb3a3369209d51bb0ddb94e69719bb0ed919d8abc2c49c90ae"}]}
            """;

    @TempDir
    private Path folder;

    private Path manifest;

    @BeforeEach
    void deliver() throws IOException {
        manifest = folder.resolve("manifest.json");
        Files.writeString(folder.resolve("x.csv"), CSV);
        Files.writeString(manifest, MANIFEST);
    }

    @Test
    void aWholeDeliveryIsAccepted() {
        assertThat(verified()).isEqualTo("x.csv: 1 rows, 20 bytes, as delivered to city (issue 2)\n");
    }

    @Test
    void oneOtherByteIsFound() throws IOException {
        Files.writeString(folder.resolve("x.csv"), CSV.replace('1', '2'));

        assertThatThrownBy(this::verified)
                .hasMessageStartingWith("[T-NOT-AS-DELIVERED]")
                .hasMessageContaining("x.csv has other contents");
    }

    @Test
    void aFileThatIsCutOffOrMissingIsFound() throws IOException {
        Files.writeString(folder.resolve("x.csv"), "a,b\r\n");
        assertThatThrownBy(this::verified).hasMessageContaining("x.csv has 5 bytes, not 20");

        Files.delete(folder.resolve("x.csv"));
        assertThatThrownBy(this::verified).hasMessageContaining("x.csv is missing");
    }

    @Test
    void aManifestThatMiscountsItsRowsIsFound() throws IOException {
        Files.writeString(manifest, MANIFEST.replace("\"rows\": 1", "\"rows\": 2"));

        assertThatThrownBy(this::verified).hasMessageContaining("another number of rows");
    }

    @Test
    void noOtherFolderIsLookedAt() throws IOException {
        Files.writeString(manifest, MANIFEST.replace("x.csv", "../x.csv"));

        assertThatThrownBy(this::verified).hasMessageContaining("no name of a file beside the manifest");
    }

    @Test
    void whatIsNoManifestIsRefused() throws IOException {
        Files.writeString(manifest, "{\"files\": []}");
        assertThatThrownBy(this::verified).hasMessageContaining("is no manifest");
        Files.writeString(manifest, "{");
        assertThatThrownBy(this::verified).hasMessageContaining("is no manifest");
        Files.delete(manifest);
        assertThatThrownBy(this::verified).hasMessageStartingWith("[T-INPUT-MISSING]");
    }

    private String verified() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new VerifyCommand(new Storage(new Configuration()), new PrintStream(out, true, StandardCharsets.UTF_8))
                .verify(manifest.toString());
        return out.toString(StandardCharsets.UTF_8);
    }
}
