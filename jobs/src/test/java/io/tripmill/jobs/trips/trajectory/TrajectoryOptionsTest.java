package io.tripmill.jobs.trips.trajectory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripmill.time.ServiceCalendar;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TrajectoryOptionsTest {
    private static final TrajectoryOptions DEFAULTS = TrajectoryOptions.defaults();
    private static final Profile BUS = new Profile("bus", null, Thresholds.DEFAULT.withStayRadiusM(50));

    /** Computed by another program from the canonical lines. */
    @Test
    void theHashIsTheDigestOfTheCanonicalLines() {
        assertThat(DEFAULTS.paramsHash()).isEqualTo("5934fc616a3863cf");
        assertThat(TrajectoryOptions.trackintel()
                        .withCalendar(new ServiceCalendar(ZoneId.of("Asia/Tokyo"), LocalTime.of(4, 0)))
                        .withProfiles(List.of(new Profile("bus", "ride", Thresholds.DEFAULT.withStayRadiusM(50.5))))
                        .paramsHash())
                .isEqualTo("d88294e336fd1ff9");
    }

    @Test
    void whateverAffectsResultsChangesTheHash() {
        Thresholds thresholds = Thresholds.DEFAULT;
        Profile ferry = new Profile(null, "ferry", thresholds);
        List<TrajectoryOptions> options = List.of(
                DEFAULTS,
                TrajectoryOptions.trackintel(),
                TrajectoryOptions.trackintel().withSessionGap(DEFAULTS.sessionGap()),
                DEFAULTS.withSessionGap(Duration.ofNanos(1_800_000_001_000L)),
                DEFAULTS.withThresholds(thresholds.withStayRadiusM(100.1)),
                DEFAULTS.withThresholds(thresholds.withStayMinDuration(Duration.ofMinutes(6))),
                DEFAULTS.withThresholds(thresholds.withTripStayMinDuration(Duration.ofMinutes(6))),
                DEFAULTS.withThresholds(thresholds.withMaxSpeedKmh(100)),
                DEFAULTS.withCalendar(new ServiceCalendar(ZoneId.of("Asia/Tokyo"), LocalTime.MIDNIGHT)),
                DEFAULTS.withCalendar(new ServiceCalendar(ZoneId.of("UTC"), LocalTime.of(4, 0))),
                DEFAULTS.withProfiles(List.of(BUS)),
                DEFAULTS.withProfiles(List.of(ferry)),
                DEFAULTS.withProfiles(List.of(new Profile("ferry", null, thresholds))),
                DEFAULTS.withProfiles(List.of(BUS, ferry)),
                DEFAULTS.withProfiles(List.of(ferry, BUS)),
                DEFAULTS.withTripStates(List.of("on_trip")),
                DEFAULTS.withTripStates(List.of("on_trip", "reserved")),
                DEFAULTS.withTripStates(List.of("on_trip\ntrip_states[1]=8:reserved")),
                DEFAULTS.withProfiles(List.of(BUS)).withTripStates(List.of("on_trip")));

        assertThat(options.stream().map(TrajectoryOptions::paramsHash))
                .doesNotHaveDuplicates()
                .allMatch(hash -> hash.matches("[0-9a-f]{16}"));
    }

    @Test
    void equalOptionsHaveEqualHashes() {
        assertThat(DEFAULTS.withSessionGap(Duration.parse("PT1800S")))
                .isEqualTo(DEFAULTS)
                .hasSameHashCodeAs(DEFAULTS)
                .hasToString(DEFAULTS.toString());
        assertThat(Stream.of("UTC", "Etc/UTC", "Z")
                        .map(zone -> new ServiceCalendar(ZoneId.of(zone), LocalTime.MIDNIGHT))
                        .map(calendar -> DEFAULTS.withCalendar(calendar).paramsHash()))
                .containsOnly(DEFAULTS.paramsHash());
    }

    /** Computed by another program: the lines of the defaults, then {@code trip_states[0]=7:on_trip}. */
    @Test
    void statesOfTripsAddTheirLinesAndAnySetterKeepsThem() {
        TrajectoryOptions onTrip = DEFAULTS.withTripStates(List.of("on_trip"));

        assertThat(onTrip.paramsHash()).isEqualTo("eb3c94443da71e97");
        assertThat(onTrip.withSessionGap(DEFAULTS.sessionGap())
                        .withThresholds(DEFAULTS.thresholds())
                        .withProfiles(List.of())
                        .withCalendar(DEFAULTS.calendar()))
                .isEqualTo(onTrip)
                .isNotEqualTo(DEFAULTS);
        assertThat(onTrip.withTripStates(List.of()))
                .isEqualTo(DEFAULTS)
                .extracting(TrajectoryOptions::paramsHash)
                .isEqualTo(DEFAULTS.paramsHash());
    }

    @Test
    void theOrderOfStatesAndSayingOneTwiceChangeNothing() {
        assertThat(DEFAULTS.withTripStates(List.of("reserved", "on_trip", "reserved")))
                .isEqualTo(DEFAULTS.withTripStates(List.of("on_trip", "reserved")))
                .hasSameHashCodeAs(DEFAULTS.withTripStates(List.of("on_trip", "reserved")))
                .hasToString(
                        DEFAULTS.withTripStates(List.of("on_trip", "reserved")).toString());
    }

    @Test
    void presetTrackintelTakesNoStates() {
        assertThatThrownBy(() -> TrajectoryOptions.trackintel().withTripStates(List.of("on_trip")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("preset TRACKINTEL has trips of its own, not by state or provider");
    }

    @Test
    void optionsSurviveSerialisation() throws IOException, ClassNotFoundException {
        survivesSerialisation(TrajectoryOptions.trackintel().withProfiles(List.of(BUS)));
        survivesSerialisation(DEFAULTS.withTripStates(List.of("on_trip")));
    }

    private static void survivesSerialisation(TrajectoryOptions options) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(options);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            TrajectoryOptions copy = (TrajectoryOptions) in.readObject();

            assertThat(copy).isEqualTo(options);
            assertThat(copy.paramsHash()).isEqualTo(options.paramsHash());
        }
    }

    @Test
    void aGapThatIsNoneIsRefused() {
        for (Duration gap :
                List.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofNanos(1500), Duration.ofDays(36_526))) {
            assertThatThrownBy(() -> DEFAULTS.withSessionGap(gap))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "session gap is longer than PT0S, of whole microseconds and at most P36525D, not " + gap);
        }
    }

    @Test
    void thresholdsThatMeanNothingAreRefused() {
        for (double number : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> Thresholds.DEFAULT.withStayRadiusM(number))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("stay radius is finite and greater than 0, not " + number);
            assertThatThrownBy(() -> Thresholds.DEFAULT.withMaxSpeedKmh(number))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("max speed is finite and greater than 0, not " + number);
        }
        assertThatThrownBy(() -> Thresholds.DEFAULT.withStayMinDuration(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "stay min duration is longer than PT0S, of whole microseconds and at most P36525D, not PT0S");
        assertThatThrownBy(() -> Thresholds.DEFAULT.withTripStayMinDuration(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("trip stay min duration is longer than PT0S");
    }
}
