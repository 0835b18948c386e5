package io.tripmill.jobs.aggregates;

import static io.tripmill.testkit.RowsAssert.assertThatRows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripmill.jobs.EmbeddedLake;
import io.tripmill.run.RunReport;
import io.tripmill.schema.DailyOdFlows;
import io.tripmill.schema.DailyTrips;
import io.tripmill.schema.HourlyTrips;
import io.tripmill.schema.OdFlows;
import io.tripmill.schema.Trips;
import io.tripmill.testkit.SparkTest;
import io.tripmill.testkit.TextTable;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trips between zones of a file, on days of a calendar. */
@SparkTest
class AggregateByZonesTest {
    private static final String WEST = """
            {"type": "Feature", "properties": {"name": "west", "rank": 0}, "geometry": {"type": "Polygon",
             "coordinates": [[[13, 52], [13.5, 52], [13.5, 53], [13, 53], [13, 52]]]}}""";

    private static final String EAST = """
            {"type": "Feature", "properties": {"name": "east", "rank": 0}, "geometry": {"type": "Polygon",
             "coordinates": [[[13.5, 52], [14, 52], [14, 53], [13.5, 53], [13.5, 52]]]}}""";

    private static final String STATION = """
            {"type": "Feature", "properties": {"name": "station", "rank": 1}, "geometry": {"type": "Polygon",
             "coordinates": [[[13.2, 52.4], [13.3, 52.4], [13.3, 52.5], [13.2, 52.5], [13.2, 52.4]]]}}""";

    private final SparkSession spark;
    private final EmbeddedLake lake;

    AggregateByZonesTest(SparkSession spark, @TempDir Path folder) {
        this.spark = spark;
        this.lake = new EmbeddedLake(spark, folder);
    }

    @Test
    void tripsAreCountedByZonesAndNoneIsLostOutsideOfThem() {
        lake.make(ZoneId.of("UTC"), LocalTime.MIDNIGHT);
        lake.run(ChangeTrips.all(TextTable.rows(spark, Trips.TABLE, """
                trip_id | provider_id | start_time           | end_time             | start_lat | start_lng | end_lat | end_lng | distance_m | flags            | is_open | service_date
                a       | acme        | 2026-03-01T06:00:00Z | 2026-03-01T06:10:00Z | 52.1      | 13.1      | 52.45   | 13.25   | 1000.0     | []               | false   | 2026-03-01
                b       | acme        | 2026-03-01T06:20:00Z | 2026-03-01T06:30:00Z | 52.1      | 13.5      | 52.1    | 13.9    | 2000.0     | []               | false   | 2026-03-01
                c       | acme        | 2026-03-01T06:30:00Z | 2026-03-01T07:10:00Z | 52.1      | 13.1      | 51.0    | 13.1    | 3000.0     | []               | false   | 2026-03-01
                d       | acme        | 2026-03-01T06:30:00Z | 2026-03-01T06:31:00Z | 51.0      | 13.1      | 51.0    | 13.1    | 10.0       | [SHORT_DISTANCE] | false   | 2026-03-01
                e       | acme        | 2026-03-01T06:30:00Z | 2026-03-01T06:31:00Z | 52.4      | 13.2      | 51.0    | 13.1    | 10.0       | []               | true    | 2026-03-01
                """)));
        lake.land("days.csv", "date,day_kind\n2026-03-01,marathon\n");
        String[] byZones = zones("zones.json", WEST, EAST, STATION);

        RunReport report = lake.aggregate(byZones);

        assertThatRows(lake.read(HourlyTrips.TABLE)).hasRows("""
                local_hour             | start_h3 | trips | short_trips | open_trips | trips_ended | distance_m
                2026-03-01T06:00+00:00 | west     | 2     | 0           | 0          | 0           | 4000.0
                2026-03-01T06:00+00:00 | east     | 1     | 0           | 0          | 1           | 2000.0
                2026-03-01T06:00+00:00 | station  | 0     | 0           | 1          | 1           | 0.0
                2026-03-01T06:00+00:00 | outside  | 0     | 1           | 0          | 0           | 0.0
                2026-03-01T07:00+00:00 | outside  | 0     | 0           | 0          | 1           | 0.0
                """);
        assertThatRows(lake.read(DailyTrips.TABLE)).hasRows("""
                start_h3 | trips | short_trips | open_trips | trips_ended | weekday | day_kind
                west     | 2     | 0           | 0          | 0           | 7       | marathon
                east     | 1     | 0           | 0          | 1           | 7       | marathon
                station  | 0     | 0           | 1          | 1           | 7       | marathon
                outside  | 0     | 1           | 0          | 1           | 7       | marathon
                """);
        assertThatRows(lake.read(OdFlows.TABLE)).hasRows("""
                origin_h3 | destination_h3 | trips | distance_m
                west      | station        | 1     | 1000.0
                east      | east           | 1     | 2000.0
                west      | outside        | 1     | 3000.0
                """);
        assertThat(lake.read(DailyOdFlows.TABLE).count()).isEqualTo(3);
        assertThat(report.notes()).containsKey("zones").doesNotContainKey("h3_resolution");

        assertThat(lake.aggregate(zones("reordered.json", STATION, EAST, WEST)).rows())
                .isEqualTo(RunReport.Rows.NONE);
        assertThatThrownBy(() -> lake.aggregate(zones("fewer.json", WEST, EAST)))
                .hasMessageMatching("\\[T-PARAMS-DIFFER] The stored hourly_trips have zones "
                        + report.notes().get("zones")
                        + ", not [0-9a-f]{16}\\. Run with the same --zones as before, or make all aggregates again with"
                        + " --recompute full\\.");
        assertThatThrownBy(lake::aggregate)
                .hasMessageMatching(
                        "\\[T-PARAMS-DIFFER] The stored hourly_trips have zones [0-9a-f]{16}, not none\\. .*");
        assertThatThrownBy(() -> lake.aggregate(zones("twice.json", WEST, WEST)))
                .hasMessageStartingWith("[T-ZONES] The zones 'file:")
                .hasMessageContaining("can't be used: features[1] has the id 'west', which another zone")
                .hasMessageEndingWith(
                        "Correct the file, or name other properties with --zone-id-property and --zone-priority-property.");
        lake.land("days.csv", "date,day_kind\n2026-03-01,carnival\n");
        assertThatThrownBy(() -> lake.aggregate(byZones))
                .hasMessageMatching(
                        "\\[T-PARAMS-DIFFER] The stored hourly_trips have calendar [0-9a-f]{16}, not [0-9a-f]{16}\\. .*");
        lake.land("days.csv", "2026-03-01,carnival\n");
        assertThatThrownBy(() -> lake.aggregate(byZones))
                .hasMessageStartingWith("[T-CALENDAR] The calendar 'file:")
                .hasMessageEndingWith(
                        "can't be used: its header must name the columns date and day_kind once, but it is"
                                + " 2026-03-01,carnival. Correct the file.");
        assertThatThrownBy(() -> lake.aggregate("--zones", "x.json", "--h3-resolution", "7"))
                .hasMessageContaining("--zones and --h3-resolution exclude each other; give one of them");
        assertThatThrownBy(() -> lake.aggregate("--zone-id-property", "name"))
                .hasMessageContaining(
                        "--zone-id-property and --zone-priority-property are of a file of zones; name it with --zones");
    }

    private String[] zones(String name, String... features) {
        Path file = lake.land(
                name, "{\"type\": \"FeatureCollection\", \"features\": [" + String.join(",", features) + "]}");
        return new String[] {
            "--zones",
            file.toString(),
            "--zone-id-property",
            "name",
            "--zone-priority-property",
            "rank",
            "--calendar",
            lake.landing().resolve("days.csv").toString()
        };
    }
}
