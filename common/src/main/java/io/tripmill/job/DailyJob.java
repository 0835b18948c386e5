package io.tripmill.job;

import io.tripmill.schema.Table;

/**
 * A job whose rows of a service date follow from another table's rows of that date alone. So a run computes only the dates that the
 * other table's commits touched since the last run; that table keeps a change feed.
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

    /** The table whose changes are followed; one that the job reads. {@link Inputs#of} gives its rows of {@link Inputs#touched}. */
    Table followed();
}
