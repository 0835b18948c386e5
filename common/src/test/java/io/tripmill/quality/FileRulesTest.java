package io.tripmill.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripmill.quality.dqdl.Ruleset;
import io.tripmill.testkit.SparkTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SparkTest
class FileRulesTest {
    /** Rules and whether they pass. */
    static final Map<String, Boolean> CASES = new LinkedHashMap<>();

    private static final Instant NOW = Instant.parse("2026-01-10T00:00:00Z");

    static {
        String newestIsNotC = "FileSize \"IN\" > 0 B with recentFiles = 1 with uriRegex = \"c\\.csv$\"";
        CASES.put("FileFreshness \"IN\" > \"2025-12-31\"", true);
        CASES.put("FileFreshness \"IN\" > (now() - 2 days)", false);
        CASES.put("FileFreshness \"IN\" > (now() - 2 days) with threshold > 0.6", true);
        CASES.put("FileFreshness \"IN\" > (now() - 1 days) with recentFiles = 1", true);
        CASES.put("FileFreshness \"IN\" > \"2026-01-02\" with uriRegex = \".*/[ab].csv\"", true);
        CASES.put("FileSize \"IN\" < 5 B with uriRegex = \"[ab]\\.csv$\"", true);
        CASES.put("FileSize \"IN\" < 5 B with uriRegex = \"(?!.*c\\.csv$).*\"", true);
        CASES.put("FileSize \"IN\" = 5 B with uriRegex = \"c\\.csv$\"", true);
        CASES.put(newestIsNotC, false);
        CASES.put(newestIsNotC + " with filterOrder = [\"recentFiles\", \"uriRegex\"]", false);
        CASES.put(newestIsNotC + " with filterOrder = [\"uriRegex\", \"recentFiles\"]", true);
        CASES.put(newestIsNotC + " with filterOrder = [\"uriRegex\"]", true);
        CASES.put("FileSize \"IN\" < 5 B", false);
        CASES.put("FileSize \"IN\" <= 5 B", true);
        CASES.put("FileSize \"IN\" < 5 B with threshold > 0.6", true);
        CASES.put("FileUniqueness \"IN\" > 0.3", true);
        CASES.put("FileUniqueness \"IN\" > 0.4", false);
        CASES.put("FileMatch \"IN\" \"COPY\"", true);
        CASES.put("FileMatch \"IN\" \"COPY\" with matchFileName = \"true\"", false);
        CASES.put(
                "FileMatch \"COPY/y.csv\" in [\"900150983cd24fb0d6963f7d28e17f72\"] with hashAlgorithm = \"MD5\"",
                true);
        CASES.put("FileMatch \"COPY\" in [\"900150983cd24fb0d6963f7d28e17f72\"]", false);
        CASES.put("FileSize \"NOWHERE\" < 5 B", false);
    }

    @Test
    void filesAreJudgedByTimeSizeAndContent(SparkSession spark, @TempDir Path folder) throws IOException {
        file(folder.resolve("in/a.csv"), "abc", "2026-01-09T12:00:00Z");
        file(folder.resolve("in/b.csv"), "abc", "2026-01-08T12:00:00Z");
        file(folder.resolve("in/deep/c.csv"), "other", "2026-01-01T00:00:00Z");
        file(folder.resolve("in/_SUCCESS"), "", "2020-01-01T00:00:00Z");
        file(folder.resolve("copy/x.csv"), "other", "2026-01-01T00:00:00Z");
        file(folder.resolve("copy/y.csv"), "abc", "2026-01-01T00:00:00Z");

        CASES.forEach((rule, passes) -> assertOutcome(spark, folder, rule, passes));
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
