package io.tripmill.run;

import io.tripmill.job.Args;
import io.tripmill.job.CommitNote;
import io.tripmill.job.DailyJob;
import io.tripmill.job.DailyJob.Recompute;
import io.tripmill.job.ServiceDates;
import io.tripmill.schema.Table;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The service dates that a daily job computes again: those that the followed table's commits touched since the version which the
 * job's own tables have consumed. All dates if there is no such version, or if it can't be told what changed since.
 */
final class TouchedDates {
    private final DailyJob job;
    private final RunInputs inputs;
    private final Lake lake;
    private final Consumer<String> warnings;

    /** @param warnings is told where more is computed than might be needed */
    TouchedDates(DailyJob job, RunInputs inputs, Lake lake, Consumer<String> warnings) {
        this.job = job;
        this.inputs = inputs;
        this.lake = lake;
        this.warnings = warnings;
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

    /**
     * The version that all of the job's tables have consumed; empty if one of them is not there. Delta has no commit over several
     * tables, so after a run that broke off one is behind.
     */
    private Optional<Long> consumed() {
        List<Optional<Long>> versions =
                job.spec().writes().stream().map(this::consumed).toList();
        return versions.stream().allMatch(Optional::isPresent)
                ? versions.stream().flatMap(Optional::stream).min(Long::compare)
                : Optional.empty();
    }

    private Optional<Long> consumed(Table table) {
        return inputs.lastCommit(table)
                .map(CommitNote::inputs)
                .map(versions -> versions.get(job.followed().name()));
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
            warnings.accept("the change feed of " + job.followed() + " can't be read from version " + (consumed + 1)
                    + " on, so all service dates are computed: " + Causes.sentence(e));
            return all();
        }
    }

    private ServiceDates all() {
        Table followed = job.followed();
        return ServiceDates.all(lake.dates(followed, inputs.version(followed)));
    }
}
