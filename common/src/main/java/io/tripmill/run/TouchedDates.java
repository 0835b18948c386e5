package io.tripmill.run;

import io.tripmill.job.Args;
import io.tripmill.job.CommitNote;
import io.tripmill.job.DailyJob;
import io.tripmill.job.DailyJob.Besides;
import io.tripmill.job.DailyJob.Recompute;
import io.tripmill.job.ServiceDates;
import io.tripmill.schema.Table;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The service dates that a daily job computes again: those in reach of what the followed tables' commits changed since the versions
 * which the job's own tables have consumed. All dates if there is no such version, or if it can't be told what changed since.
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

    /** Finds them; of the followed table it reads one column, of the others what was written since. */
    ServiceDates find(Args args) {
        if (args.get(DailyJob.RECOMPUTE) == Recompute.FULL) {
            return all();
        }
        long current = inputs.version(job.followed()).orElseThrow();
        // A version from the future was consumed from another table, whose place this one has taken.
        return consumed()
                .filter(version -> version <= current)
                .map(version -> job.reach().fed(since(version, current)))
                .map(this::withBesides)
                .orElseGet(this::all);
    }

    private ServiceDates withBesides(ServiceDates dates) {
        ServiceDates all = dates;
        for (Besides other : job.besides()) {
            all = all.and(other.reach().fed(changed(other.table())));
        }
        return all;
    }

    /** After a run that broke off, the job's tables may have consumed different versions. */
    private ServiceDates changed(Table other) {
        return job.spec().writes().stream()
                .map(written -> consumed(written, other))
                .distinct()
                .map(consumed -> changed(other, consumed))
                .reduce(ServiceDates.only(List.of()), ServiceDates::and);
    }

    private ServiceDates changed(Table other, Optional<Long> consumed) {
        Optional<Long> current = inputs.version(other);
        if (consumed.equals(current)) {
            return ServiceDates.only(List.of());
        }
        if (consumed.isEmpty()) {
            return ServiceDates.only(lake.dates(other, current));
        }
        if (current.filter(version -> version > consumed.get()).isEmpty()) {
            return all();
        }
        return orAll(other, consumed.get(), () -> lake.datesChanged(other, consumed.get(), current.get()));
    }

    /**
     * The version that all of the job's tables have consumed; empty if one of them is not there. Delta has no commit over several
     * tables, so after a run that broke off one is behind.
     */
    private Optional<Long> consumed() {
        List<Optional<Long>> versions = job.spec().writes().stream()
                .map(written -> consumed(written, job.followed()))
                .toList();
        return versions.stream().allMatch(Optional::isPresent)
                ? versions.stream().flatMap(Optional::stream).min(Long::compare)
                : Optional.empty();
    }

    private Optional<Long> consumed(Table written, Table input) {
        return inputs.lastCommit(written).map(CommitNote::inputs).map(versions -> versions.get(input.name()));
    }

    private ServiceDates since(long consumed, long current) {
        if (consumed == current) {
            return ServiceDates.only(List.of());
        }
        return orAll(job.followed(), consumed, () -> lake.datesTouched(job.followed(), consumed, current));
    }

    private ServiceDates orAll(Table followed, long consumed, Supplier<List<LocalDate>> dates) {
        try {
            return ServiceDates.only(dates.get());
        } catch (Exception e) {
            // No feed was kept, its files are gone, or whatever else: to compute all is always right, and a storage
            // that fails will
            // fail again when the rows are read.
            warnings.accept("the change feed of " + followed + " can't be read from version " + (consumed + 1)
                    + " on, so all service dates are computed: " + Causes.sentence(e));
            return all();
        }
    }

    private ServiceDates all() {
        Table followed = job.followed();
        return ServiceDates.all(lake.dates(followed, inputs.version(followed)));
    }
}
