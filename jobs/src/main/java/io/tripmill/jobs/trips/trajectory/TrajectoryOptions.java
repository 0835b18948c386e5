package io.tripmill.jobs.trips.trajectory;

import static java.util.Objects.requireNonNull;

import io.tripmill.time.ServiceCalendar;
import java.io.Serializable;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Everything that decides what becomes of a time line. Immutable; two options of equal content make equal rows and have the
 * same {@link #paramsHash()}.
 */
public final class TrajectoryOptions implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Preset preset;
    private final Duration sessionGap;
    private final Thresholds thresholds;
    private final List<Profile> profiles;
    private final ServiceCalendar calendar;
    private final List<String> tripStates;
    private final @Nullable Duration tripMaxSilence;
    private final String paramsHash;

    private TrajectoryOptions(
            Preset preset,
            Duration sessionGap,
            Thresholds thresholds,
            List<Profile> profiles,
            ServiceCalendar calendar,
            Collection<String> tripStates,
            @Nullable Duration tripMaxSilence) {
        this.preset = preset;
        this.sessionGap = Micros.requireCountable("session gap", sessionGap);
        this.thresholds = requireNonNull(thresholds, "thresholds");
        this.profiles = List.copyOf(profiles);
        this.calendar = requireNonNull(calendar, "calendar");
        this.tripStates = List.copyOf(new TreeSet<>(tripStates));
        this.tripMaxSilence =
                tripMaxSilence == null ? null : Micros.requireCountable("silence of a trip", tripMaxSilence);
        if (!preset.takesTripSources() && (tripMaxSilence != null || !tripStates.isEmpty())) {
            throw new IllegalArgumentException("preset " + preset + " has trips of its own, not by state or provider");
        }
        if (tripMaxSilence != null && !tripStates.isEmpty()) {
            throw new IllegalArgumentException("trips are found by state or by the provider's ids, not by both");
        }
        this.paramsHash = ParamsHash.of(this);
    }

    /** Tripmill's rules: a session ends with a silence of more than 30 minutes; service days are those of UTC. */
    public static TrajectoryOptions defaults() {
        return new TrajectoryOptions(
                Preset.DEFAULT,
                Duration.ofMinutes(30),
                Thresholds.DEFAULT,
                List.of(),
                ServiceCalendar.UTC,
                List.of(),
                null);
    }

    /** The rules of trackintel: a session ends with a silence of more than 15 minutes and is cut nowhere else. */
    public static TrajectoryOptions trackintel() {
        return new TrajectoryOptions(
                Preset.TRACKINTEL,
                Duration.ofMinutes(15),
                Thresholds.DEFAULT,
                List.of(),
                ServiceCalendar.UTC,
                List.of(),
                null);
    }

    public TrajectoryOptions withSessionGap(Duration gap) {
        return new TrajectoryOptions(preset, gap, thresholds, profiles, calendar, tripStates, tripMaxSilence);
    }

    public TrajectoryOptions withThresholds(Thresholds newThresholds) {
        return new TrajectoryOptions(preset, sessionGap, newThresholds, profiles, calendar, tripStates, tripMaxSilence);
    }

    /**
     * @param newProfiles in order: the first that applies to a session wins
     */
    public TrajectoryOptions withProfiles(List<Profile> newProfiles) {
        return new TrajectoryOptions(preset, sessionGap, thresholds, newProfiles, calendar, tripStates, tripMaxSilence);
    }

    public TrajectoryOptions withCalendar(ServiceCalendar newCalendar) {
        return new TrajectoryOptions(preset, sessionGap, thresholds, profiles, newCalendar, tripStates, tripMaxSilence);
    }

    /**
     * Trips by the state of the vehicle: a trip is a maximal sequence of pings of one session that follow each other and are all in
     * one of the given states. Sessions and stays do not change.
     *
     * @param states such as on_trip, exactly as the pings write them; none: trips by geometry again
     * @throws IllegalArgumentException with preset trackintel, whose trips are its own
     */
    public TrajectoryOptions withTripStates(Collection<String> states) {
        return new TrajectoryOptions(preset, sessionGap, thresholds, profiles, calendar, states, tripMaxSilence);
    }

    /**
     * Trips as the provider tells them, see {@link ProviderTrips}. Sessions and stays do not change.
     *
     * @param maxSilence pings of one trip id that are further apart belong to two trips: providers may use an id again
     * @throws IllegalArgumentException with preset trackintel, whose trips are its own, or beside trip states
     */
    public TrajectoryOptions withProviderTrips(Duration maxSilence) {
        return new TrajectoryOptions(
                preset,
                sessionGap,
                thresholds,
                profiles,
                calendar,
                tripStates,
                requireNonNull(maxSilence, "maxSilence"));
    }

    public Preset preset() {
        return preset;
    }

    /** A longer silence ends a session; exactly this long does not. */
    public Duration sessionGap() {
        return sessionGap;
    }

    /** What applies to a session that no profile applies to. */
    public Thresholds thresholds() {
        return thresholds;
    }

    /** The first that applies to a session wins. */
    public List<Profile> profiles() {
        return profiles;
    }

    public ServiceCalendar calendar() {
        return calendar;
    }

    /** The vehicle states that make a trip, sorted; none: trips are found by geometry, and no state is read. */
    public List<String> tripStates() {
        return tripStates;
    }

    /** The longest silence inside a trip as the provider tells it; empty if trips are found otherwise. */
    public Optional<Duration> tripMaxSilence() {
        return Optional.ofNullable(tripMaxSilence);
    }

    /** Whether trips are those of {@link #withProviderTrips}. */
    public boolean hasProviderTrips() {
        return tripMaxSilence != null;
    }

    TripRule tripRule() {
        return tripStates.isEmpty() ? preset.tripRule() : new WhileInState(Set.copyOf(tripStates));
    }

    /** Sixteen hexadecimal digits that differ where any of these options differs, so that results can tell how they were made. */
    public String paramsHash() {
        return paramsHash;
    }

    /** The thresholds of the first profile that applies to a session, else the default ones. */
    Thresholds thresholdsFor(@Nullable String vehicleType, @Nullable String mode) {
        for (Profile profile : profiles) {
            if (profile.appliesTo(vehicleType, mode)) {
                return profile.thresholds();
            }
        }
        return thresholds;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TrajectoryOptions that
                && preset == that.preset
                && sessionGap.equals(that.sessionGap)
                && thresholds.equals(that.thresholds)
                && profiles.equals(that.profiles)
                && calendar.equals(that.calendar)
                && tripStates.equals(that.tripStates)
                && Objects.equals(tripMaxSilence, that.tripMaxSilence);
    }

    @Override
    public int hashCode() {
        return Objects.hash(preset, sessionGap, thresholds, profiles, calendar, tripStates, tripMaxSilence);
    }

    @Override
    public String toString() {
        return ParamsHash.canonicalLines(this).replace('\n', ' ').trim();
    }
}
