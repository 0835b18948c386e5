package io.tripmill.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.tripmill.job.Args;
import io.tripmill.job.CommitNote;
import io.tripmill.job.ErrorCode;
import io.tripmill.job.Inputs;
import io.tripmill.job.JobSpec;
import io.tripmill.job.LakeProperties;
import io.tripmill.job.LandingJob;
import io.tripmill.job.Location;
import io.tripmill.job.Param;
import io.tripmill.job.RunFailure;
import io.tripmill.schema.Table;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The inputs of one run, pinned to the versions that stood when it began. */
final class RunInputs implements Inputs {
    /** A longer list of dates reads as a range. */
    private static final int MOST_DATES_LISTED = 200;

    private final Lake lake;
    private final Storage storage;
    private final LakeProperties properties;
    private final JobSpec spec;
    private final Args args;
    private final Map<Table, Optional<Long>> versions = new LinkedHashMap<>();
    private Optional<LandedInput> landed = Optional.empty();
    private Optional<Column> touchedOnly = Optional.empty();
    private Optional<Table> prunedTable = Optional.empty();

    RunInputs(Lake lake, Storage storage, LakeProperties properties, JobSpec spec, Args args) {
        this.lake = lake;
        this.storage = storage;
        this.properties = properties;
        this.spec = spec;
        this.args = args;
        spec.mayRead().forEach(table -> versions.put(table, lake.version(table)));
        for (Table table : spec.reads()) {
            Optional<Long> version = lake.version(table);
            if (version.isEmpty()) {
                throw new RunFailure(
                        ErrorCode.INPUT_MISSING,
                        "The lake has no table " + table + " yet.",
                        "Run the job that writes it first.");
            }
            versions.put(table, version);
        }
    }

    void land(LandingJob job, LandedInput input) {
        landed = Optional.of(input);
        prunedTable = Optional.of(job.prunedTable());
        touchedOnly = Optional.of(touched(input.serviceDates()));
    }

    /** By table name, the versions that this run reads. */
    Map<String, Long> versions() {
        Map<String, Long> byName = new LinkedHashMap<>();
        versions.forEach((table, version) -> version.ifPresent(v -> byName.put(table.name(), v)));
        return byName;
    }

    @Override
    public Dataset<Row> of(Table table) {
        Dataset<Row> rows = lake.read(table, version(table));
        return prunedTable.filter(table::equals).isPresent() ? rows.filter(touchedOnly.orElseThrow()) : rows;
    }

    private static Column touched(List<LocalDate> dates) {
        if (dates.isEmpty()) {
            return lit(false);
        }
        Column date = col("service_date");
        Column range = date.between(dates.get(0), dates.get(dates.size() - 1));
        return dates.size() > MOST_DATES_LISTED ? range : range.and(date.isInCollection(dates));
    }

    @Override
    public Optional<Long> version(Table table) {
        Optional<Long> version = versions.get(table);
        if (version == null) {
            throw new IllegalStateException(spec.name() + " does not declare that it reads " + table);
        }
        return version;
    }

    @Override
    public Optional<CommitNote> lastCommit(Table table) {
        return lake.log(table).lastNote();
    }

    @Override
    public Dataset<Row> landed() {
        return landed.orElseThrow(() -> new IllegalStateException(spec.name() + " reads no landing files"))
                .rows();
    }

    @Override
    public LakeProperties lake() {
        return properties;
    }

    @Override
    public Optional<String> text(Param<Location> param) {
        return args.find(param).map(storage::readExisting);
    }
}
