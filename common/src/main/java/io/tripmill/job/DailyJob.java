package io.tripmill.job;

import io.tripmill.schema.Table;
import java.util.List;

/**
 * A job whose rows of a service date follow from another table's rows of that date and of as many dates before and after it as
 * {@link #reach} says. So a run computes only the dates that the other table's commits touched since the last run, or that lie in
 * their reach; that table keeps a change feed.
 */
public interface DailyJob extends Job {
    Param<Recompute> RECOMPUTE = Param.oneOf(
                    "recompute",
                    "What to compute again: only the service dates that changed, or all. Other parameters than the stored ones need"
                            + " full.",
                    Recompute.class)
            .orElse(Recompute.NONE);

    /** What a run computes again. */
    enum Recompute {
        /** The service dates that changed since the last run. */
        NONE,
        /** Every service date, whatever is stored. */
        FULL
    }

    /**
     * How far rows look.
     *
     * @param daysBack how many dates before its own a row follows from
     * @param daysAhead how many dates after its own
     */
    record Reach(int daysBack, int daysAhead) {
        /** A row looks at its own date alone. */
        public static final Reach NONE = new Reach(0, 0);

        /** The dates whose rows follow from rows of these. */
        public ServiceDates fed(ServiceDates by) {
            return by.widened(daysAhead, daysBack);
        }

        /** The dates from whose rows those of these follow. */
        public ServiceDates needed(ServiceDates by) {
            return by.widened(daysBack, daysAhead);
        }
    }

    /**
     * The table whose changes are followed; one that the job reads. {@link Inputs#of} gives its rows of {@link Inputs#touched}, and of
     * the dates in their reach.
     */
    Table followed();

    /**
     * Another table that rows follow from, if it is there. A date of it counts as changed only if its rows are others than those that
     * the job has consumed, however often they were written in between. It keeps a change feed, and its service date is never null.
     *
     * @param table one that the job may read
     * @param reach how far rows look in it
     */
    record Besides(Table table, Reach reach) {}

    /** The tables that are followed besides; none unless the job says otherwise. */
    default List<Besides> besides() {
        return List.of();
    }

    /** How far rows look; at their own date alone, unless the job says otherwise. */
    default Reach reach() {
        return Reach.NONE;
    }
}
