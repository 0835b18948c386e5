package io.tripmill.run;

import io.tripmill.job.Args;
import io.tripmill.job.CommitNote;
import io.tripmill.job.DailyJob;
import io.tripmill.job.DailyJob.Recompute;
import io.tripmill.job.ServiceDates;
import io.tripmill.schema.Table;
import java.util.List;
import java.util.Optional;

/**
 * The service dates that a daily job computes again: those that the followed table's commits touched since the version which the
 * job's last commit consumed. All dates if there is no such version, or if it can't be told what changed since.
 */
final class TouchedDates {
    private final DailyJob job;
    private final RunInputs inputs;
    private final Lake lake;
    private final ReportDraft draft;

    TouchedDates(DailyJob job, RunInputs inputs, Lake lake, ReportDraft draft) {
        this.job = job;
        this.inputs = inputs;
        this.lake = lake;
        this.draft = draft;
    }

    /** Finds them; reads one column. */
    ServiceDates find(Args args) {
        if (args.get(DailyJob.RECOMPUTE) == Recompute.FULL) {
            return all();
        }
        long current = inputs.version(job.followed()).orElseThrow();
        // A version from the future was consumed from another table, whose place this one has taken.
        return consumed()
                .filter(version -> version <= current)
                .map(version -> since(version, current))
                .orElseGet(this::all);
    }

    /** The version that the job's last commit consumed; empty if there is none, or if a table of the job is not there. */
    private Optional<Long> consumed() {
        boolean isWhole = job.spec().writes().stream()
                .allMatch(table -> inputs.versionToReplace(table).isPresent());
        return isWhole
                ? inputs.lastCommit(job.consumer())
                        .map(CommitNote::inputs)
                        .map(versions -> versions.get(job.followed().name()))
                : Optional.empty();
    }

    private ServiceDates since(long consumed, long current) {
        if (consumed == current) {
            return ServiceDates.only(List.of());
        }
        try {
            return ServiceDates.only(lake.datesTouched(job.followed(), consumed, current));
        } catch (Exception e) {
            // No feed was kept, its files are gone, or whatever else: to compute all is always right, and a storage
            // that fails will
            // fail again when the rows are read.
            draft.warning("the change feed of " + job.followed() + " can't be read from version " + (consumed + 1)
                    + " on, so all service dates are computed: " + Causes.sentence(e));
            return all();
        }
    }

    private ServiceDates all() {
        Table followed = job.followed();
        return ServiceDates.all(lake.dates(followed, inputs.version(followed)));
    }
}
