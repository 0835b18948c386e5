package io.tripmill.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LocationTest {
    private static final String HERE = "file:" + Path.of("").toAbsolutePath();

    @Test
    void aPlainPathIsRelativeToTheCallersFolder() {
        assertThat(Location.of("data/lake").uri()).isEqualTo(HERE + "/data/lake");
        assertThat(Location.of("./lake/../lake").uri()).isEqualTo(HERE + "/lake");
        assertThat(Location.of("/var/lake").uri()).isEqualTo("file:/var/lake");
    }

    @Test
    void aUriStaysAsItIsButForASlashAtItsEnd() {
        assertThat(Location.of("s3://bucket/lake/").uri()).isEqualTo("s3://bucket/lake");
        assertThat(Location.of("file:///tmp/lake").uri()).isEqualTo("file:///tmp/lake");
        assertThat(Location.of("file:///").uri()).isEqualTo("file:///");
    }

    @Test
    void aCommaInsideBracesBelongsToAGlob() {
        assertThat(Location.list("s3://b/{x,y}/*.csv,s3://c/z"))
                .extracting(Location::uri)
                .containsExactly("s3://b/{x,y}/*.csv", "s3://c/z");
    }

    @Test
    void emptyPlacesAreRefused() {
        assertThatThrownBy(() -> Location.of(" ")).hasMessageContaining("empty");
        assertThatThrownBy(() -> Location.list("s3://a,,s3://b")).hasMessageContaining("empty");
    }
}
