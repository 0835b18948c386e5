package io.tripmill.jobs.trips.trajectory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProfilesTest {
    private static final TrajectoryOptions SCOOTERS_AND_FERRIES = TrajectoryOptions.defaults()
            .withProfiles(List.of(
                    new Profile("scooter", "rental", Thresholds.DEFAULT.withStayRadiusM(20)),
                    new Profile("scooter", null, Thresholds.DEFAULT.withStayRadiusM(50)),
                    new Profile(null, "ferry", Thresholds.DEFAULT.withStayRadiusM(400))));

    @Test
    void whatAProfileLeavesOutFallsBack() {
        Thresholds fallback = new Thresholds(70, Duration.ofMinutes(4), Duration.ofMinutes(20), 120);

        assertThat(Profiles.parse("""
                {"profiles": [
                  {"vehicle_type": "scooter_standing", "stay_radius_m": 50, "max_speed_kmh": 45.5,
                   "stay_min_duration": "PT3M", "trip_stay_min_duration": "PT10M"},
                  {"mode": "ferry", "stay_radius_m": 300},
                  {"vehicle_type": "bus", "mode": "transit"}]}
                """, fallback))
                .containsExactly(
                        new Profile(
                                "scooter_standing",
                                null,
                                new Thresholds(50, Duration.ofMinutes(3), Duration.ofMinutes(10), 45.5)),
                        new Profile(null, "ferry", fallback.withStayRadiusM(300)),
                        new Profile("bus", "transit", fallback));
    }

    @Test
    void noProfileIsNoProblem() {
        assertThat(Profiles.parse("{\"profiles\": []}", Thresholds.DEFAULT)).isEmpty();
    }

    @Test
    void everyProblemIsToldAtOnceWithItsPlaceAndItsRemedy() {
        assertThat(problems("""
                {"profiles": [
                  {"vehicle_type": "bus", "stay_radius": 50},
                  {"mode": "ferry", "stay_radius_m": 0, "max_speed_kmh": "45", "stay_min_duration": 300},
                  {"stay_radius_m": -1},
                  {"vehicle_type": 7, "mode": " ", "trip_stay_min_duration": "PT0S"},
                  {"vehicle_type": "tram", "stay_min_duration": "5 minutes"},
                  "bus"],
                 "version": 2}
                """))
                .containsExactly(
                        "version: is unknown; write only profiles",
                        "profiles[0].stay_radius: is unknown; write one of vehicle_type, mode, stay_radius_m, stay_min_duration, trip_stay_min_duration, max_speed_kmh",
                        "profiles[1].stay_radius_m: 0 is not a number greater than 0; write one such as 100.0",
                        "profiles[1].stay_min_duration: 300 is not a duration longer than PT0S; write one such as \"PT5M\"",
                        "profiles[1].max_speed_kmh: \"45\" is not a number greater than 0; write one such as 200.0",
                        "profiles[2]: applies to nothing; write vehicle_type, mode or both",
                        "profiles[2].stay_radius_m: -1 is not a number greater than 0; write one such as 100.0",
                        "profiles[3].vehicle_type: 7 is no name; write text such as \"bus\"",
                        "profiles[3].mode: \" \" is no name; write text such as \"bus\"",
                        "profiles[3].trip_stay_min_duration: \"PT0S\" is not a duration longer than PT0S; write one such as \"PT15M\"",
                        "profiles[4].stay_min_duration: \"5 minutes\" is not a duration longer than PT0S; write one such as \"PT5M\"",
                        "profiles[5]: \"bus\" is not an object; write {\"vehicle_type\": \"bus\", ...}");
    }

    @Test
    void aNumberTooBigToBeOneIsRefused() {
        assertThat(problems("{\"profiles\": [{\"mode\": \"ferry\", \"max_speed_kmh\": 1e999}]}"))
                .singleElement()
                .asString()
                .startsWith("profiles[0].max_speed_kmh: ")
                .endsWith(" is not a number greater than 0; write one such as 200.0");
    }

    @Test
    void aFileThatIsNoListOfProfilesSaysSo() {
        assertThat(problems("[]")).containsExactly("the profiles are not an object; write {\"profiles\": [...]}");
        assertThat(problems("")).containsExactly("the profiles are not an object; write {\"profiles\": [...]}");
        assertThat(problems("{}")).containsExactly("profiles: is missing; write a list of objects, [{...}, {...}]");
        assertThat(problems("{\"profiles\": 3}"))
                .containsExactly("profiles: 3 is not a list; write a list of objects, [{...}, {...}]");
    }

    @Test
    void textThatIsNoJsonSaysWhere() {
        assertThat(problems("{\"profiles\": [\n  {\"mode\" \"bus\"}]}"))
                .singleElement()
                .asString()
                .startsWith("the profiles are not JSON: ")
                .contains("line 2, column");
        assertThat(problems("{\"profiles\": [], \"profiles\": []}"))
                .singleElement()
                .asString()
                .contains("Duplicate field 'profiles'");
        assertThat(problems("{\"profiles\": []} x")).hasSize(1);
    }

    @Test
    void theMessageListsTheProblems() {
        assertThatThrownBy(() -> Profiles.parse("{\"profiles\": [{}], \"x\": 1}", Thresholds.DEFAULT))
                .isInstanceOf(InvalidProfiles.class)
                .hasMessage("x: is unknown; write only profiles\n"
                        + "profiles[0]: applies to nothing; write vehicle_type, mode or both");
    }

    @Test
    void theFirstProfileThatAppliesWins() {
        assertThat(radiusFor("scooter", "rental")).isEqualTo(20);
        assertThat(radiusFor("scooter", "ferry")).isEqualTo(50);
        assertThat(radiusFor("scooter", null)).isEqualTo(50);
        assertThat(radiusFor("bus", "ferry")).isEqualTo(400);
        assertThat(radiusFor(null, "ferry")).isEqualTo(400);
        assertThat(radiusFor("bus", "rental")).isEqualTo(100);
        assertThat(radiusFor(null, null)).isEqualTo(100);
    }

    @Test
    void aSessionIsJudgedByTheFirstTypeAndTheFirstModeThatItNames() {
        assertThat(TestDay.timeline(SCOOTERS_AND_FERRIES, """
                        at    | north_m | type    | mode
                        06:00 | 0       | -       | -
                        06:05 | 45      | -       | ferry
                        06:06 | 90      | scooter | rental
                        06:07 | 500     | bus     | -
                        """).stays("start end"))
                .as("a scooter on a ferry: 50 m")
                .containsExactly("06:00 06:05");
        assertThat(TestDay.timeline(SCOOTERS_AND_FERRIES, """
                        at    | north_m | type    | mode
                        06:00 | 0       | scooter | -
                        06:05 | 60      | -       | -
                        07:00 | 0       | -       | -
                        07:05 | 60      | -       | -
                        """).stays("start end"))
                .as("each session by itself")
                .containsExactly("07:00 07:05");
    }

    @Test
    void aProfileWithoutASelectorIsNone() {
        assertThatThrownBy(() -> new Profile(null, null, Thresholds.DEFAULT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a profile names a vehicle type, a mode or both");
    }

    private static double radiusFor(@Nullable String type, @Nullable String mode) {
        return SCOOTERS_AND_FERRIES.thresholdsFor(type, mode).stayRadiusM();
    }

    private static List<String> problems(String json) {
        return catchThrowableOfType(InvalidProfiles.class, () -> Profiles.parse(json, Thresholds.DEFAULT))
                .problems();
    }
}
