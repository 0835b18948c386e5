package io.tripmill.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripmill.quality.dqdl.Ruleset;
import io.tripmill.testkit.SparkTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SparkTest
class FileRulesTest {
    private static final Instant NOW = Instant.parse("2026-01-10T00:00:00Z");

    @Test
    void filesAreJudgedByTimeSizeAndContent(SparkSession spark, @TempDir Path folder) throws IOException {
        file(folder.resolve("in/a.csv"), "abc", "2026-01-09T12:00:00Z");
        file(folder.resolve("in/b.csv"), "abc", "2026-01-08T12:00:00Z");
        file(folder.resolve("in/deep/c.csv"), "other", "2026-01-01T00:00:00Z");
        file(folder.resolve("in/_SUCCESS"), "", "2020-01-01T00:00:00Z");
        file(folder.resolve("copy/x.csv"), "other", "2026-01-01T00:00:00Z");
        file(folder.resolve("copy/y.csv"), "abc", "2026-01-01T00:00:00Z");

        assertOutcome(spark, folder, "FileFreshness \"IN\" > \"2025-12-31\"", true);
        assertOutcome(spark, folder, "FileFreshness \"IN\" > (now() - 2 days)", false);
        assertOutcome(spark, folder, "FileFreshness \"IN\" > (now() - 2 days) with threshold > 0.6", true);
        assertOutcome(spark, folder, "FileFreshness \"IN\" > (now() - 1 days) with recentFiles = 1", true);
        assertOutcome(spark, folder, "FileFreshness \"IN\" > \"2026-01-02\" with uriRegex = \".*/[ab].csv\"", true);
        assertOutcome(spark, folder, "FileSize \"IN\" < 5 B with uriRegex = \"[ab]\\.csv$\"", true);
        assertOutcome(spark, folder, "FileSize \"IN\" < 5 B with uriRegex = \"(?!.*c\\.csv$).*\"", true);
        assertOutcome(spark, folder, "FileSize \"IN\" = 5 B with uriRegex = \"c\\.csv$\"", true);
        String newestIsNotC = "FileSize \"IN\" > 0 B with recentFiles = 1 with uriRegex = \"c\\.csv$\"";
        assertOutcome(spark, folder, newestIsNotC, false);
        assertOutcome(spark, folder, newestIsNotC + " with filterOrder = [\"recentFiles\", \"uriRegex\"]", false);
        assertOutcome(spark, folder, newestIsNotC + " with filterOrder = [\"uriRegex\", \"recentFiles\"]", true);
        assertOutcome(spark, folder, newestIsNotC + " with filterOrder = [\"uriRegex\"]", true);
        assertOutcome(spark, folder, "FileSize \"IN\" < 5 B", false);
        assertOutcome(spark, folder, "FileSize \"IN\" <= 5 B", true);
        assertOutcome(spark, folder, "FileSize \"IN\" < 5 B with threshold > 0.6", true);
        assertOutcome(spark, folder, "FileUniqueness \"IN\" > 0.3", true);
        assertOutcome(spark, folder, "FileUniqueness \"IN\" > 0.4", false);
        assertOutcome(spark, folder, "FileMatch \"IN\" \"COPY\"", true);
        assertOutcome(spark, folder, "FileMatch \"IN\" \"COPY\" with matchFileName = \"true\"", false);
        assertOutcome(
                spark,
                folder,
                "FileMatch \"COPY/y.csv\" in [\"900150983cd24fb0d6963f7d28e17f72\"] with hashAlgorithm = \"MD5\"",
                true);
        assertOutcome(spark, folder, "FileMatch \"COPY\" in [\"900150983cd24fb0d6963f7d28e17f72\"]", false);
        assertOutcome(spark, folder, "FileSize \"NOWHERE\" < 5 B", false);
    }

    private static void file(Path file, String text, String modified) throws IOException {
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse(modified)));
    }

    private static void assertOutcome(SparkSession spark, Path folder, String rule, boolean passes) {
        String here = rule.replace("IN\"", folder.resolve("in") + "\"")
                .replace("COPY", folder.resolve("copy").toString())
                .replace("NOWHERE", folder.resolve("nowhere").toString());
        RuleOutcome outcome = Quality.evaluate(
                        spark.range(1).toDF(),
                        Ruleset.parse("Rules = [" + here + "]"),
                        QualityOptions.DEFAULT.asOf(NOW))
                .outcomes()
                .get(0);
        assertThat(outcome.passed()).as(outcome.toString()).isEqualTo(passes);
    }
}
