package io.tripmill.jobs.arrivals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tripmill.jobs.arrivals.Expectation.Every;
import io.tripmill.jobs.arrivals.Expectation.Partition;
import io.tripmill.landing.LandingFormat;
import io.tripmill.testkit.Property;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a file of expectations says, and which partitions a day has. */
class ExpectationsTest {
    private static final int CASES = Integer.getInteger("tripmill.cases", 2_000);
    private static final String HOURLY = """
            {"feeds": [{"feed": "scooters", "place": "s3://landing/dt={date}/hour={hour}", "format": "json", "every": "hour",
              "deadline": "PT20M", "grace": "PT10M", "zone": "Europe/Berlin", "least_files": 3}]}
            """;

    @Test
    void allOfItCanBeSaid() {
        assertThat(Expectations.parse(HOURLY))
                .containsExactly(new Expectation(
                        "scooters",
                        "s3://landing/dt={date}/hour={hour}",
                        Every.HOUR,
                        ZoneId.of("Europe/Berlin"),
                        Duration.ofMinutes(20),
                        Duration.ofMinutes(10),
                        3,
                        LandingFormat.JSON));
    }

    @Test
    void leftOutThereIsNoTimeToSpareAndOneFileWillDo() {
        assertThat(Expectations.parse("""
                        {"feeds": [{"feed": "buses", "place": "/in/{year}/{month}/{day}", "format": "csv", "every": "day"}]}"""))
                .containsExactly(new Expectation(
                        "buses",
                        "/in/{year}/{month}/{day}",
                        Every.DAY,
                        ZoneOffset.UTC,
                        Duration.ZERO,
                        Duration.ZERO,
                        1,
                        LandingFormat.CSV));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "every": "hour"                    | "every": "week"       | feeds[0].every: "week" is none of hour|day
            "zone": "Europe/Berlin"            | "zone": "Berlin"      | feeds[0].zone: "Berlin" is not a time zone
            "deadline": "PT20M"                | "deadline": "PT-1S"   | feeds[0].deadline: "PT-1S" is not between PT0S and P366D
            "grace": "PT10M"                   | "grace": "P367D"      | feeds[0].grace: "P367D" is not between PT0S and P366D
            "least_files": 3                   | "least_files": 0      | feeds[0].least_files: 0 is not 1 or more
            "least_files": 3                   | "least_files": 1.5    | feeds[0].least_files: 1.5 is no value
            "format": "json"                   | "format": "xml"       | feeds[0].format: "xml" is none of json|csv|parquet
            "feed": "scooters",                | ``                    | feeds[0].feed: is missing; write TEXT
            s3://landing/dt={date}/hour={hour} | s3://l/{hour}         | is the same for every day: put {date} into it
            s3://landing/dt={date}/hour={hour} | s3://l/{date}         | is the same for every hour: put {hour} into it
            s3://landing/dt={date}/hour={hour} | s3:///{date}/{hour}   | is a URI without a bucket
            "least_files": 3                   | "files": 3            | feeds[0].files: is unknown
            "feeds"                            | "feed"                | feeds is missing or no list
            }]}                                | }                     | it is not JSON
            """)
    void whatCannotBeIsToldWithItsPlace(String said, String instead, String told) {
        InvalidExpectations invalid = catchThrowableOfType(
                InvalidExpectations.class, () -> Expectations.parse(HOURLY.replace(said, instead)));

        assertThat(invalid.problems()).hasSize(1);
        assertThat(invalid.problems().get(0)).contains(told);
    }

    @Test
    void everyProblemIsToldAtOnce() {
        InvalidExpectations invalid = catchThrowableOfType(
                InvalidExpectations.class,
                () -> Expectations.parse(HOURLY.replace("hour\"", "week\"").replace("PT20M", "soon")));

        assertThat(invalid.problems()).hasSize(2);
    }

    @Test
    void aFeedIsNamedOnce() {
        String feed = HOURLY.substring(HOURLY.indexOf("{\"feed\""), HOURLY.lastIndexOf(']'));

        InvalidExpectations invalid = catchThrowableOfType(
                InvalidExpectations.class, () -> Expectations.parse("{\"feeds\": [" + feed + "," + feed + "]}"));

        assertThat(invalid.problems()).containsExactly("feeds[1].feed: 'scooters' is there twice; name each feed once");
    }

    @Test
    void anyTextIsReadOrRefused() {
        Property.check(CASES, dice -> {
            try {
                Expectations.parse(mutated(dice)).forEach(expectation -> expectation.partitions(LocalDate.EPOCH));
            } catch (InvalidExpectations invalid) {
                assertThat(invalid.problems()).isNotEmpty();
            }
        });
    }

    @Test
    void aDayOfHoursHasTwentyFour() {
        List<Partition> partitions = partitions("2026-10-24");

        assertThat(partitions).hasSize(24);
        assertThat(partitions.get(0).place().uri()).isEqualTo("s3://landing/dt=2026-10-24/hour=00");
        assertThat(partitions.get(0).start()).isEqualTo(Instant.parse("2026-10-23T22:00:00Z"));
        assertThat(partitions.get(0).due()).isEqualTo(Instant.parse("2026-10-23T23:20:00Z"));
        assertThat(partitions.get(23).end()).isEqualTo(Instant.parse("2026-10-24T22:00:00Z"));
    }

    @Test
    void anHourThatTheClockShowsTwiceEndsWhenItHasDoneSo() {
        List<Partition> partitions = partitions("2026-10-25");

        assertThat(partitions).hasSize(24);
        assertThat(partitions.get(2).place().uri()).endsWith("hour=02");
        assertThat(partitions.get(2).start()).isEqualTo(Instant.parse("2026-10-25T00:00:00Z"));
        assertThat(partitions.get(2).end()).isEqualTo(Instant.parse("2026-10-25T02:00:00Z"));
        assertThat(partitions.get(3).start()).isEqualTo(Instant.parse("2026-10-25T02:00:00Z"));
    }

    @Test
    void anHourThatTheClockLeavesOutIsNotExpected() {
        assertThat(partitions("2026-03-29"))
                .hasSize(23)
                .noneMatch(partition -> partition.place().uri().endsWith("hour=02"));
    }

    private static List<Partition> partitions(String date) {
        return Expectations.parse(HOURLY).get(0).partitions(LocalDate.parse(date));
    }

    private static String mutated(RandomGenerator dice) {
        StringBuilder mutated = new StringBuilder(HOURLY);
        for (int i = 1 + dice.nextInt(4); i > 0; i--) {
            int from = dice.nextInt(mutated.length());
            String splinters = "{}[]\",:\\ \0é9-";
            int splinter = dice.nextInt(splinters.length());
            mutated.replace(
                    from,
                    Math.min(mutated.length(), from + dice.nextInt(10)),
                    dice.nextInt(3) == 0 ? "" : splinters.substring(splinter, splinter + 1));
        }
        return mutated.toString();
    }
}
