package io.tripmill.jobs.aggregates;

import static io.tripmill.testkit.RowsAssert.assertThatRows;
import static java.time.temporal.ChronoUnit.HOURS;
import static java.time.temporal.ChronoUnit.MICROS;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripmill.testkit.Property;
import io.tripmill.testkit.SparkTest;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SparkTest
class LocalHoursTest {
    private final SparkSession spark;

    LocalHoursTest(SparkSession spark) {
        this.spark = spark;
    }

    @Test
    void anHourThatComesTwiceIsTwoHours() {
        assertThatRows(hours(
                        "Europe/Berlin",
                        "2026-10-24T23:59:59.999999Z",
                        "2026-10-25T00:00:00Z",
                        "2026-10-25T00:59:59.999999Z",
                        "2026-10-25T01:00:00Z",
                        "2026-10-25T01:59:59.999999Z",
                        "2026-10-25T02:00:00Z"))
                .hasRowsInOrder("""
                        instant                     | hour_start           | local_hour
                        2026-10-24T23:59:59.999999Z | 2026-10-24T23:00:00Z | 2026-10-25T01:00+02:00
                        2026-10-25T00:00:00Z        | 2026-10-25T00:00:00Z | 2026-10-25T02:00+02:00
                        2026-10-25T00:59:59.999999Z | 2026-10-25T00:00:00Z | 2026-10-25T02:00+02:00
                        2026-10-25T01:00:00Z        | 2026-10-25T01:00:00Z | 2026-10-25T02:00+01:00
                        2026-10-25T01:59:59.999999Z | 2026-10-25T01:00:00Z | 2026-10-25T02:00+01:00
                        2026-10-25T02:00:00Z        | 2026-10-25T02:00:00Z | 2026-10-25T03:00+01:00
                        """);
    }

    @Test
    void anHourThatTheClockSkipsIsNone() {
        assertThatRows(hours(
                        "Europe/Berlin",
                        "2026-03-29T00:59:59.999999Z",
                        "2026-03-29T01:00:00Z",
                        "2026-03-29T01:59:59.999999Z",
                        "2026-03-29T02:00:00Z"))
                .hasRowsInOrder("""
                        instant                     | hour_start           | local_hour
                        2026-03-29T00:59:59.999999Z | 2026-03-29T00:00:00Z | 2026-03-29T01:00+01:00
                        2026-03-29T01:00:00Z        | 2026-03-29T01:00:00Z | 2026-03-29T03:00+02:00
                        2026-03-29T01:59:59.999999Z | 2026-03-29T01:00:00Z | 2026-03-29T03:00+02:00
                        2026-03-29T02:00:00Z        | 2026-03-29T02:00:00Z | 2026-03-29T04:00+02:00
                        """);
    }

    @Test
    void hoursBeginAtHalfAndQuarterHoursOfUtcWhereTheZoneDoes() {
        assertThatRows(hours("Asia/Kolkata", "2026-03-01T06:29:59.999999Z", "2026-03-01T06:30:00Z"))
                .hasRowsInOrder("""
                hour_start           | local_hour
                2026-03-01T05:30:00Z | 2026-03-01T11:00+05:30
                2026-03-01T06:30:00Z | 2026-03-01T12:00+05:30
                """);
        assertThatRows(hours("Asia/Kathmandu", "2026-03-01T06:14:59Z", "2026-03-01T06:15:00Z"))
                .hasRowsInOrder("""
                hour_start           | local_hour
                2026-03-01T05:15:00Z | 2026-03-01T11:00+05:45
                2026-03-01T06:15:00Z | 2026-03-01T12:00+05:45
                """);
        assertThatRows(hours("America/St_Johns", "2026-11-01T04:29:59Z", "2026-11-01T04:30:00Z"))
                .hasRowsInOrder("""
                hour_start           | local_hour
                2026-11-01T03:30:00Z | 2026-11-01T01:00-02:30
                2026-11-01T04:30:00Z | 2026-11-01T01:00-03:30
                """);
    }

    @Test
    void aClockPutByHalfAnHourBeginsAnHourWhereItIsPut() {
        assertThatRows(hours(
                        "Australia/Lord_Howe",
                        "2026-04-04T14:59:59Z",
                        "2026-04-04T15:00:00Z",
                        "2026-04-04T15:30:00Z",
                        "2026-10-03T15:29:59Z",
                        "2026-10-03T15:30:00Z",
                        "2026-10-03T16:00:00Z"))
                .hasRowsInOrder("""
                        instant              | hour_start           | local_hour
                        2026-04-04T14:59:59Z | 2026-04-04T14:00:00Z | 2026-04-05T01:00+11:00
                        2026-04-04T15:00:00Z | 2026-04-04T15:00:00Z | 2026-04-05T01:00+10:30
                        2026-04-04T15:30:00Z | 2026-04-04T15:30:00Z | 2026-04-05T02:00+10:30
                        2026-10-03T15:29:59Z | 2026-10-03T14:30:00Z | 2026-10-04T01:00+10:30
                        2026-10-03T15:30:00Z | 2026-10-03T15:30:00Z | 2026-10-04T02:00+11:00
                        2026-10-03T16:00:00Z | 2026-10-03T16:00:00Z | 2026-10-04T03:00+11:00
                        """);
    }

    @Test
    void utcAndFixedOffsetsAreZonesToo() {
        assertThatRows(hours("UTC", "2026-03-01T06:29:59Z")).hasRows("""
                hour_start           | local_hour
                2026-03-01T06:00:00Z | 2026-03-01T06:00+00:00
                """);
        assertThatRows(hours("-09:30", "2026-03-01T06:29:59Z")).hasRows("""
                hour_start           | local_hour
                2026-03-01T05:30:00Z | 2026-02-28T20:00-09:30
                """);
    }

    /** Between start and instant the clock shows one hour, and before the start another; a second look by java.time. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Europe/Berlin",
                "America/New_York",
                "Africa/Casablanca",
                "Antarctica/Troll",
                "Asia/Pyongyang",
                "America/Caracas",
                "Australia/Lord_Howe",
                "Pacific/Apia",
                "Z"
            })
    void anHourIsTheLongestTimeInWhichTheClockShowsIt(String name) {
        ZoneId zone = ZoneId.of(name);
        Property.check(1, seeded -> {
            String[] instants = Stream.generate(() -> someInstant(zone, seeded))
                    .limit(300)
                    .map(Instant::toString)
                    .toArray(String[]::new);
            for (Row row : hours(name, instants).collectAsList()) {
                ZonedDateTime at = row.<Instant>getAs("instant").atZone(zone);
                ZonedDateTime start = row.<Instant>getAs("hour_start").atZone(zone);
                assertThat(start).isBeforeOrEqualTo(at).isAfter(at.minusHours(1));
                assertThat(shown(start)).isEqualTo(shown(at)).isEqualTo(row.getAs("local_hour"));
                assertThat(shown(start.minus(1, MICROS))).isNotEqualTo(shown(at));
            }
        });
    }

    /** Half of them within two hours of a change of the clock. */
    private static Instant someInstant(ZoneId zone, RandomGenerator seeded) {
        Instant any = Instant.parse("2000-01-01T00:00:00Z").plusSeconds(seeded.nextLong(40L * 365 * 86_400));
        var change = zone.getRules().nextTransition(any);
        return change == null || seeded.nextBoolean()
                ? any.plus(seeded.nextLong(1_000_000), MICROS)
                : change.getInstant().plus(seeded.nextLong(-2 * 3_600_000_000L, 2 * 3_600_000_000L), MICROS);
    }

    private static String shown(ZonedDateTime at) {
        return at.truncatedTo(HOURS)
                        .toLocalDateTime()
                        .withMinute(0)
                        .format(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
                        .substring(0, 16)
                + at.getOffset().getId().replace("Z", "+00:00");
    }

    private Dataset<Row> hours(String zone, String... instants) {
        LocalHours hours = new LocalHours(ZoneId.of(zone));
        List<Row> rows = Stream.of(instants)
                .map(instant -> RowFactory.create(Instant.parse(instant)))
                .toList();
        return spark.createDataFrame(rows, new StructType().add("instant", DataTypes.TimestampType))
                .withColumn("hour_start", hours.start(col("instant")))
                .withColumn("local_hour", hours.text(col("instant")));
    }
}
