package io.tripmill.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripmill.job.Args;
import io.tripmill.job.LakeParams;
import io.tripmill.job.LakeProperties;
import io.tripmill.job.LakeProperties.Deduplicate;
import io.tripmill.job.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LakeBookTest {
    @TempDir
    Path folder;

    @Test
    void aNewLakeHasWhatTheArgumentsSayAndDefaultsElsewhere() throws IOException {
        LakeProperties made = book().openOrMake(args("--zone", "Asia/Tokyo", "--service-day-start", "04:00"));

        assertThat(made)
                .isEqualTo(new LakeProperties(
                        ZoneId.of("Asia/Tokyo"), LocalTime.of(4, 0), Deduplicate.TIMESTAMP, Optional.empty()));
        assertThat(Files.readString(file())).isEqualToIgnoringNewLines("""
                {
                  "format_version" : 1,
                  "zone" : "Asia/Tokyo",
                  "service_day_start" : "04:00",
                  "deduplicate" : "timestamp",
                  "horizon" : null
                }
                """);
        assertThat(book().open()).isEqualTo(made);
    }

    @Test
    void anArgumentLeftOutTakesTheStoredProperty() {
        LakeProperties made = book().openOrMake(args("--deduplicate", "exact", "--horizon", "2026-01-01"));

        assertThat(book().openOrMake(args())).isEqualTo(made);
        assertThat(made.horizon()).contains(LocalDate.of(2026, 1, 1));
    }

    @Test
    void everyDifferingArgumentIsRefusedAtOnce() {
        book().openOrMake(args("--zone", "Asia/Tokyo"));

        assertThatThrownBy(() ->
                        book().openOrMake(args("--zone", "UTC", "--deduplicate", "exact", "--horizon", "2026-01-01")))
                .hasMessageStartingWith("[T-LAKE-DIFFERS]")
                .hasMessageContaining(
                        "zone Asia/Tokyo, not UTC, deduplicate timestamp, not exact, horizon none, not 2026-01-01")
                .hasMessageEndingWith("Leave the argument out, or make another lake.");
    }

    @Test
    void aLakeThatIsNotThereIsMissed() {
        assertThatThrownBy(() -> book().open())
                .hasMessageStartingWith("[T-INPUT-MISSING] There is no lake at '")
                .hasMessageContaining("run ingest-pings first");
    }

    @Test
    void aNewerFormatIsRefused() throws IOException {
        book().openOrMake(args());
        Files.writeString(file(), Files.readString(file()).replace("\"format_version\" : 1", "\"format_version\" : 2"));
        Files.deleteIfExists(file().resolveSibling(".lake.json.crc"));

        assertThatThrownBy(() -> book().open())
                .hasMessageStartingWith("[T-LAKE-FORMAT]")
                .hasMessageContaining("version 2");
    }

    @Test
    void aDamagedFileIsNotTakenForANewLake() throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), "{\"format_version\": 1, \"zone\": \"Nowhere/At_All\"}");

        assertThatThrownBy(() -> book().openOrMake(args()))
                .hasMessageStartingWith("[T-LAKE-FORMAT]")
                .hasMessageContaining("damaged");
    }

    private LakeBook book() {
        return new LakeBook(new Storage(new Configuration()), Layout.of(Location.of(folder.toString())));
    }

    private Path file() {
        return folder.resolve("control/lake.json");
    }

    private static Args args(String... argv) {
        return Args.parse(
                "test",
                List.of(LakeParams.ZONE, LakeParams.SERVICE_DAY_START, LakeParams.DEDUPLICATE, LakeParams.HORIZON),
                List.of(argv));
    }
}
