package io.tripmill.jobs.trips;

import io.tripmill.job.Args;
import io.tripmill.job.ErrorCode;
import io.tripmill.job.Inputs;
import io.tripmill.job.Location;
import io.tripmill.job.Param;
import io.tripmill.job.RunFailure;
import io.tripmill.jobs.trips.trajectory.InvalidProfiles;
import io.tripmill.jobs.trips.trajectory.Preset;
import io.tripmill.jobs.trips.trajectory.Profiles;
import io.tripmill.jobs.trips.trajectory.Thresholds;
import io.tripmill.jobs.trips.trajectory.TrajectoryOptions;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The arguments that say what a session, a stay and a trip are. */
final class TrajectoryArguments {
    private static final TrajectoryOptions DEFAULTS = TrajectoryOptions.defaults();

    static final Param<Preset> PRESET = Param.oneOf(
                    "preset",
                    "A whole set of rules; an explicit argument beats it. trackintel equals that library's answers, and wants a lake"
                            + " with deduplicate exact.",
                    Preset.class)
            .orElse(Preset.DEFAULT);
    static final Param<Duration> SESSION_GAP = Param.positiveDuration(
                    "session-gap",
                    "A silence longer than this ends a session; exactly this long does not. PT15M with preset trackintel.")
            .orElse(DEFAULTS.sessionGap());
    static final Param<Double> STAY_RADIUS_M = Param.positiveNumber(
                    "stay-radius-m", "A ping at least this many metres from the first ping of a stay is outside it.")
            .orElse(Thresholds.DEFAULT.stayRadiusM());
    static final Param<Duration> STAY_MIN_DURATION = Param.positiveDuration(
                    "stay-min-duration", "A dwell at least this long is a stay.")
            .orElse(Thresholds.DEFAULT.stayMinDuration());
    static final Param<Duration> TRIP_STAY_MIN_DURATION = Param.positiveDuration(
                    "trip-stay-min-duration",
                    "A stay at least this long ends a trip; a shorter one is a pause inside it.")
            .orElse(Thresholds.DEFAULT.tripStayMinDuration());
    static final Param<Double> MAX_SPEED_KMH = Param.positiveNumber(
                    "max-speed-kmh", "Nothing real is faster than this, in kilometres an hour.")
            .orElse(Thresholds.DEFAULT.maxSpeedKmh());
    static final Param<TripSource> TRIP_SOURCE = Param.oneOf(
                    "trip-source",
                    "What makes a trip. geometry: what lies between two long stays. state: a sequence of pings of one session, maybe a"
                            + " single one, all with a vehicle_state of --trip-states, such as a taxi's paid ride. provider: all"
                            + " pings of a device that carry one of its trip_ids, unless one cancels it; such trips may overlap"
                            + " and cross silences. Sessions and stays are the same with all.",
                    TripSource.class)
            .orElse(TripSource.GEOMETRY);
    static final Param<List<String>> TRIP_STATES = Param.words(
                    "trip-states",
                    "The states of --trip-source state, exactly as the column vehicle_state has them. A ping in another state, or"
                            + " of unknown state, is on no trip.")
            .where("words, none of them empty", states -> states.stream().noneMatch(String::isEmpty))
            .orElse(List.of("on_trip"));
    static final Param<Duration> TRIP_MAX_SILENCE = Param.positiveDuration(
                    "trip-max-silence",
                    "Of --trip-source provider: pings of one trip id that are further apart than this belong to two trips, as an"
                            + " id may be used again; exactly this far apart, to one.")
            .orElse(Duration.ofHours(12));
    static final Param<Location> PROFILES = Param.location(
                    "profiles",
                    "A JSON file with thresholds by vehicle_type or mode: {\"profiles\": [{\"vehicle_type\": \"scooter_standing\","
                            + " \"stay_radius_m\": 50}]}. The first that fits a session holds.")
            .optional();

    private TrajectoryArguments() {}

    /** What makes a trip. */
    enum TripSource {
        /** What lies between two long stays, or what the preset says. */
        GEOMETRY,
        /** Pings of one session that follow each other while the vehicle says that it is on a trip. */
        STATE,
        /** All pings of a device that carry one of the provider's trip ids. */
        PROVIDER
    }

    /**
     * What the arguments come to: the preset, and over it what is given.
     *
     * @throws RunFailure T-ARGUMENT if the file of profiles can't be used
     */
    static TrajectoryOptions options(Inputs inputs, Args args) {
        TrajectoryOptions preset =
                args.get(PRESET) == Preset.TRACKINTEL ? TrajectoryOptions.trackintel() : TrajectoryOptions.defaults();
        Thresholds base = preset.thresholds();
        Thresholds thresholds = new Thresholds(
                args.findGiven(STAY_RADIUS_M).orElse(base.stayRadiusM()),
                args.findGiven(STAY_MIN_DURATION).orElse(base.stayMinDuration()),
                args.findGiven(TRIP_STAY_MIN_DURATION).orElse(base.tripStayMinDuration()),
                args.findGiven(MAX_SPEED_KMH).orElse(base.maxSpeedKmh()));
        TrajectoryOptions options = preset.withSessionGap(
                        args.findGiven(SESSION_GAP).orElse(preset.sessionGap()))
                .withThresholds(thresholds)
                .withTripStates(args.get(TRIP_SOURCE) == TripSource.STATE ? args.get(TRIP_STATES) : List.of())
                .withCalendar(inputs.lake().calendar());
        TrajectoryOptions sourced = args.get(TRIP_SOURCE) == TripSource.PROVIDER
                ? options.withProviderTrips(args.get(TRIP_MAX_SILENCE))
                : options;
        try {
            return inputs.text(PROFILES)
                    .map(json -> sourced.withProfiles(Profiles.parse(json, thresholds)))
                    .orElse(sourced);
        } catch (InvalidProfiles e) {
            throw new RunFailure(
                    ErrorCode.ARGUMENT,
                    "--profiles: " + String.join("; ", e.problems()) + ".",
                    "See: tripmill help sessionize-trips.",
                    e);
        }
    }

    static Optional<String> statesHaveAUse(Args args) {
        return args.get(TRIP_SOURCE) != TripSource.STATE
                        && args.findGiven(TRIP_STATES).isPresent()
                ? Optional.of("--trip-states belongs to --trip-source state; add it, or leave --trip-states out")
                : Optional.empty();
    }

    static Optional<String> silenceHasAUse(Args args) {
        return args.get(TRIP_SOURCE) != TripSource.PROVIDER
                        && args.findGiven(TRIP_MAX_SILENCE).isPresent()
                ? Optional.of("--trip-max-silence belongs to --trip-source provider; add it, or leave"
                        + " --trip-max-silence out")
                : Optional.empty();
    }

    static Optional<String> presetAllowsSource(Args args) {
        return args.get(TRIP_SOURCE) != TripSource.GEOMETRY && args.get(PRESET) == Preset.TRACKINTEL
                ? Optional.of("--preset trackintel finds trips as trackintel does, not by "
                        + args.get(TRIP_SOURCE).name().toLowerCase(Locale.ROOT)
                        + "; leave out --preset, or --trip-source")
                : Optional.empty();
    }
}
