package io.tripmill.jobs.local.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Optional;

/**
 * What a page shows of a lake, counted already.
 *
 * @param lake the root of the lake; empty where the level hides it
 * @param serviceDate the only service date that is counted; empty for all
 * @param duplicates records that were there before, as the runs of ingest-pings report them; empty where one date is asked
 * @param reasons quarantined records by reason; a record with two reasons counts under both
 * @param firstReasons quarantined records by the first of their reasons
 * @param hours finished trips by the local hour of the start, 00 to 23; like all that follow without what the level hides
 * @param distances finished trips by kilometres
 * @param durations finished trips by minutes
 * @param utilisation the mean share of the service day that vehicles were under way, 0 to 1
 * @param cells starts by cell or zone, most first
 * @param hiddenCells cells that the level hides or the cap cuts
 * @param flows trips between two cells, most first
 * @param hiddenFlows as {@code hiddenCells}
 * @param movements single trips and stays; none below level internal
 * @param budgetSeconds how long a run may take
 * @param examples records that were refused; none below level internal
 */
record Figures(
        String lake,
        @JsonIgnore Optional<String> serviceDate,
        Level level,
        long pings,
        long quarantined,
        @JsonIgnore Optional<Long> duplicates,
        long sessions,
        long stays,
        long trips,
        List<Tally> reasons,
        List<Tally> firstReasons,
        List<Tally> hours,
        List<Tally> days,
        List<Tally> providers,
        List<Tally> modes,
        List<Tally> distances,
        List<Tally> durations,
        List<Share> utilisation,
        List<Tally> cells,
        long hiddenCells,
        List<Flow> flows,
        long hiddenFlows,
        Movements movements,
        List<Example> examples,
        double budgetSeconds,
        List<PastRun> runs) {

    Figures {
        if (level == Level.AGGREGATE && !movements.equals(Movements.NONE)) {
            throw new IllegalArgumentException("a page of aggregates shows no single trip or stay");
        }
    }

    /** How many there are of something. */
    record Tally(String name, long count) {}

    /** The mean share, 0 to 1, of the vehicles of one day. */
    record Share(String name, double share, long vehicles) {}

    /** Trips from one cell to another. */
    record Flow(String origin, String destination, long count) {}

    /**
     * A sample of the trips and stays.
     *
     * @param lines trips, of which fewer points are left than were sent
     * @param spots stays
     */
    record Movements(List<Line> lines, List<Spot> spots) {
        static final Movements NONE = new Movements(List.of(), List.of());
    }

    /**
     * One trip.
     *
     * @param started UTC
     * @param line an encoded polyline of precision 5
     */
    record Line(String started, double distanceMetres, double durationSeconds, String line) {}

    /**
     * One stay.
     *
     * @param started UTC
     * @param at longitude and latitude, degrees
     */
    record Spot(String started, double durationSeconds, List<Double> at) {}

    /** A record that was refused, and why. */
    record Example(String message, String raw) {}

    /** One rule of a run. */
    record CheckedRule(String table, String rule, String outcome, String metrics) {}

    /** One run, as its report has it. */
    record PastRun(
            String job,
            String started,
            String state,
            String errorCode,
            double durationSeconds,
            long rowsRead,
            long rowsWritten,
            long rowsDuplicate,
            long bytesRead,
            long filesRead,
            List<CheckedRule> rules) {}
}
