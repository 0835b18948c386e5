package io.tripmill.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripmill.job.RunFailure;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** What a run prints, before Spark has a part in it. */
@ResourceLock(Resources.SYSTEM_OUT)
class MainTest {
    @Test
    void onGlueTheFiguresStandBeforeTheReport() {
        List<String> lines = printed("--job", "ingest-pings", "--JOB_NAME", "nightly");

        assertThat(lines).hasSize(2);
        assertThat(lines.get(0))
                .startsWith("{\"_aws\":{\"Timestamp\":")
                .contains("\"job\":\"ingest-pings\"", "\"failed\":1");
        assertThat(lines.get(1)).startsWith("TRIPMILL {\"job\":\"ingest-pings\"");
    }

    @Test
    void elsewhereTheReportStandsAlone() {
        assertThat(printed("--job", "ingest-pings"))
                .singleElement()
                .asString()
                .startsWith("TRIPMILL {\"job\":\"ingest-pings\"");
    }

    /** What a run without a lake prints before it fails. */
    private static List<String> printed(String... argv) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            assertThatThrownBy(() -> Main.main(argv))
                    .isInstanceOf(RunFailure.class)
                    .hasMessageContaining("--lake");
        } finally {
            System.setOut(before);
        }
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
