package io.tripmill.jobs.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The README's pictures are of the demo and of the page as they are now. */
class PicturesTest {
    private static final Path PICTURES = Path.of("../glue-scripts/pictures");
    private static final List<Path> MAKE_THE_PAGE = List.of(
            Path.of("src/main/resources/io/tripmill/jobs/local/report/page.html"),
            Path.of("src/main/resources/io/tripmill/jobs/local/report/page.css"),
            Path.of("src/main/resources/io/tripmill/jobs/local/report/page.js"),
            Path.of("../testdata/demo.checksums"));

    /** What the picture shows of the demo; {@link TwoRuntimesIT} compares it with what the demo prints. */
    static List<String> demo() throws IOException {
        return Files.readAllLines(PICTURES.resolve("demo.txt"));
    }

    @Test
    void theTerminalShowsTheDemo() throws IOException {
        Path picture = PICTURES.resolve("demo.svg");
        String drawn = new TerminalPicture("tripmill demo in a terminal", demo()).svg();

        String stored = Files.exists(picture) ? Files.readString(picture) : "";
        if (!stored.equals(drawn)) {
            Files.writeString(picture, drawn);
        }
        assertThat(stored)
                .as("%s was stale; it has been drawn again, commit it", picture)
                .isEqualTo(drawn);
    }

    @Test
    void thePageWasPhotographedAsItIsNow() throws IOException, NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (Path file : MAKE_THE_PAGE) {
            digest.update(Files.readAllBytes(file));
        }

        assertThat(Files.readString(PICTURES.resolve("report.sha256")).strip())
                .as("report.png is of another page or another demo; make it again: glue-scripts/pictures/make")
                .isEqualTo(HexFormat.of().formatHex(digest.digest()));
        assertThat(Files.size(PICTURES.resolve("report.png"))).isBetween(20_000L, 300_000L);
    }
}
