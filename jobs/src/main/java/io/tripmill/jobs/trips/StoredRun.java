package io.tripmill.jobs.trips;

import io.tripmill.job.CheckedRules;
import io.tripmill.job.CommitNote;
import io.tripmill.job.DecidingRules;
import io.tripmill.job.Inputs;
import io.tripmill.schema.Pings;
import io.tripmill.schema.QuarantinedTrips;
import io.tripmill.schema.Sessions;
import io.tripmill.schema.Stays;
import io.tripmill.schema.Table;
import io.tripmill.schema.Trips;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the runs so far left. Sessions are committed last, so what their commit says holds for all three tables; stays and trips may be
 * ahead, where a run broke off.
 *
 * @param pingsVersion the version of pings that sessions follow
 * @param watermarks by provider, its newest timestamp at that version, microseconds since 1970
 */
record StoredRun(long pingsVersion, Map<String, Long> watermarks) {
    static final String PARAMS_HASH = "params_hash";

    StoredRun {
        watermarks = Map.copyOf(watermarks);
    }

    /** The stored run that a run with these parameters can go on from; empty if it must compute everything. */
    static Optional<StoredRun> of(Inputs inputs, String paramsHash) {
        boolean areQuarantined =
                inputs.rules().filter(CheckedRules::decideWhatIsStored).isPresent();
        Optional<CommitNote> sessions = inputs.lastCommit(Sessions.TABLE);
        Optional<Long> consumed = sessions.flatMap(StoredRun::pingsVersion);
        Optional<String> watermarks = sessions.map(note -> note.notes().get(WatermarkNote.NAME));
        long current = inputs.version(Pings.TABLE).orElseThrow();
        if (consumed.isEmpty() || watermarks.isEmpty() || consumed.get() > current) {
            return Optional.empty();
        }
        boolean areFollowed = Stream.concat(
                        Stream.of(Stays.TABLE, Trips.TABLE),
                        areQuarantined ? Stream.of(QuarantinedTrips.TABLE) : Stream.empty())
                .allMatch(table -> isAtOrAhead(table, consumed.get(), current, paramsHash, inputs));
        return areFollowed
                ? Optional.of(new StoredRun(consumed.get(), WatermarkNote.read(watermarks.get())))
                : Optional.empty();
    }

    private static boolean isAtOrAhead(Table table, long from, long until, String paramsHash, Inputs inputs) {
        return inputs.lastCommit(table)
                .filter(note -> paramsHash.equals(note.notes().get(PARAMS_HASH)))
                .filter(note -> DecidingRules.of(note).equals(DecidingRules.of(inputs.rules())))
                .flatMap(StoredRun::pingsVersion)
                .filter(version -> from <= version && version <= until)
                .isPresent();
    }

    private static Optional<Long> pingsVersion(CommitNote note) {
        return Optional.ofNullable(note.inputs().get(Pings.TABLE.name()));
    }
}
