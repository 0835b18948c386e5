package io.tripmill.jobs.aggregates;

import static io.tripmill.testkit.RowsAssert.assertThatRows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripmill.schema.Trips;
import io.tripmill.testkit.SparkTest;
import io.tripmill.testkit.TextTable;
import io.tripmill.time.ServiceCalendar;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

@SparkTest
class DayKindsTest {
    /** Buses of a day run until three in the night. */
    private static final ServiceCalendar BERLIN = new ServiceCalendar(ZoneId.of("Europe/Berlin"), LocalTime.of(3, 0));

    private static final TripCells CELLS = new TripCells(8);

    private final SparkSession spark;

    DayKindsTest(SparkSession spark) {
        this.spark = spark;
    }

    /** The hour from two to three comes twice, both times on the service day before, which has 25 hours. */
    @Test
    void aNightBelongsToTheWeekdayAndTheKindOfItsServiceDayOf25Hours() {
        Dataset<Row> trips =
                trips("2026-10-24T00:59:59Z", "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "2026-10-25T02:00:00Z");
        DayKinds days = DayKinds.parse("date,day_kind\n2026-10-24,fair\n");

        assertThatRows(days.named(TripQueries.hourlyTrips(trips, new LocalHours(BERLIN.zone()), CELLS)))
                .hasRows("""
                service_date | local_hour             | trips | weekday | day_kind
                2026-10-23   | 2026-10-24T02:00+02:00 | 1     | 5       | -
                2026-10-24   | 2026-10-25T02:00+02:00 | 1     | 6       | fair
                2026-10-24   | 2026-10-25T02:00+01:00 | 1     | 6       | fair
                2026-10-25   | 2026-10-25T03:00+01:00 | 1     | 7       | -
                """);
        assertThatRows(days.named(TripQueries.dailyTrips(trips, CELLS))).hasRows("""
                service_date | trips | weekday | day_kind
                2026-10-23   | 1     | 5       | -
                2026-10-24   | 2     | 6       | fair
                2026-10-25   | 1     | 7       | -
                """);
    }

    /** The hour from two to three is skipped, so the service day before has 23 hours. */
    @Test
    void aServiceDayOf23HoursEndsWhereTheClockIsPutForward() {
        Dataset<Row> trips = trips("2026-03-28T02:00:00Z", "2026-03-29T00:59:59Z", "2026-03-29T01:00:00Z");
        DayKinds days = DayKinds.parse("name,day_kind,date\nPalm Sunday,holiday,2026-03-29\n");

        assertThat(BERLIN.boundaryUs(BERLIN.serviceDate(micros("2026-03-29T01:00:00Z")))
                        - BERLIN.boundaryUs(BERLIN.serviceDate(micros("2026-03-28T02:00:00Z"))))
                .isEqualTo(23 * 3_600_000_000L);
        assertThatRows(days.named(TripQueries.hourlyTrips(trips, new LocalHours(BERLIN.zone()), CELLS)))
                .hasRows("""
                service_date | local_hour             | trips | weekday | day_kind
                2026-03-28   | 2026-03-28T03:00+01:00 | 1     | 6       | -
                2026-03-28   | 2026-03-29T01:00+01:00 | 1     | 6       | -
                2026-03-29   | 2026-03-29T03:00+02:00 | 1     | 7       | holiday
                """);
        assertThatRows(DayKinds.NONE.named(TripQueries.dailyOdFlows(trips, CELLS)))
                .hasRows("""
                service_date | trips | weekday | day_kind
                2026-03-28   | 2     | 6       | -
                2026-03-29   | 1     | 7       | -
                """);
    }

    @Test
    void theFingerprintIsOfTheDatesAndNotOfTheText() {
        String fingerprint = DayKinds.parse("date,day_kind\n2026-05-01,holiday\n2026-12-25,holiday\n")
                .fingerprint();

        assertThat(fingerprint).matches("[0-9a-f]{16}");
        assertThat(DayKinds.parse("day_kind,name,date\n\"holiday\",x,2026-12-25\nholiday,y,2026-05-01\n")
                        .fingerprint())
                .isEqualTo(fingerprint);
        assertThat(DayKinds.parse("date,day_kind\n2026-05-01,holiday\n2026-12-25,feast\n")
                        .fingerprint())
                .isNotEqualTo(fingerprint);
        assertThat(DayKinds.parse("date,day_kind\n").fingerprint()).isEqualTo("none");
    }

    @Test
    void whatIsNoCalendarIsRefusedWithEveryLine() {
        assertThatThrownBy(() -> DayKinds.parse("")).hasMessage("it is empty");
        assertThatThrownBy(() -> DayKinds.parse("day,kind\n"))
                .hasMessage("its header must name the columns date and day_kind once, but it is day,kind");
        assertThatThrownBy(() -> DayKinds.parse("date,day_kind,date\n")).hasMessageContaining("once, but it is");
        assertThatThrownBy(() -> DayKinds.parse(
                        "date,day_kind\n2026-02-29,holiday\n2026-05-01, \n2026-05-02,a\n2026-05-02,b\n01.05.2026,c\n"))
                .hasMessage(
                        "line 2 has '2026-02-29' in place of a date such as 2026-05-01; line 3 has a day_kind that is not 1 to"
                                + " 64 characters; line 5 names 2026-05-02 a second time; line 6 has '01.05.2026' in place of a date such as"
                                + " 2026-05-01");
    }

    /** Trips of a minute, each on its service day. */
    private Dataset<Row> trips(String... starts) {
        return TextTable.rows(
                spark,
                Trips.TABLE,
                "trip_id | provider_id | start_time | end_time | start_h3 | end_h3 | distance_m | flags | is_open | service_date\n"
                        + List.of(starts).stream()
                                .map(start -> start + " | acme | " + start + " | " + start
                                        + " | 892f594847bffff | 892f594847bffff | 1000.0 | [] | false | "
                                        + BERLIN.serviceDate(micros(start)))
                                .collect(Collectors.joining("\n")));
    }

    private static long micros(String instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(instant));
    }
}
