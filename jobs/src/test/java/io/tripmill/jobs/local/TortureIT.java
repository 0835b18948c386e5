package io.tripmill.jobs.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form of a campaign: real processes, killed and started again. */
class TortureIT {
    private static final String KILLS = System.getProperty("tripmill.kills", "2");

    @Test
    void tablesAreAsIfNobodyHadKilledAnything(@TempDir Path folder) throws Exception {
        String printed = TypedCommand.resultOf(
                "torture", "--kills=" + KILLS, "--seed=7", "--commits=none", "--vehicles=4", "--folder=" + folder);

        assertThat(printed).contains("kills at random: " + KILLS + "\n").endsWith("differences: 0\n");
        assertThat(printed.lines().filter(line -> line.startsWith("rows: ")).map(line -> line.substring(6)))
                .singleElement()
                .satisfies(rows -> assertThat(Integer.parseInt(rows)).isGreaterThan(5_000));
    }
}
