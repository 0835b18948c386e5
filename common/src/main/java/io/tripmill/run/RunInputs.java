package io.tripmill.run;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.tripmill.job.Args;
import io.tripmill.job.Arrived;
import io.tripmill.job.CheckedRules;
import io.tripmill.job.CommitNote;
import io.tripmill.job.CommonParams;
import io.tripmill.job.DailyJob;
import io.tripmill.job.ErrorCode;
import io.tripmill.job.Inputs;
import io.tripmill.job.JobSpec;
import io.tripmill.job.LakeProperties;
import io.tripmill.job.LandingJob;
import io.tripmill.job.Location;
import io.tripmill.job.Param;
import io.tripmill.job.RunFailure;
import io.tripmill.job.Secret;
import io.tripmill.job.ServiceDates;
import io.tripmill.landing.LandingFormat;
import io.tripmill.landing.RecordParser;
import io.tripmill.schema.Field;
import io.tripmill.schema.Table;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The inputs of one run, pinned to the versions that stood when it began. */
final class RunInputs implements Inputs {
    private final Lake lake;
    private final Storage storage;
    private final LakeProperties properties;
    private final JobSpec spec;
    private final Args args;
    private final Optional<CheckedRules> rules;
    private final Map<String, Table> tables;
    private final Instant now;
    private final Map<Table, Optional<Long>> versions = new LinkedHashMap<>();
    private Optional<LandedInput> landed = Optional.empty();
    private final Map<Table, Optional<Long>> versionsToReplace = new LinkedHashMap<>();
    private Optional<ServiceDates> touched = Optional.empty();
    private Optional<ServiceDates> needed = Optional.empty();
    private Optional<Table> prunedTable = Optional.empty();
    private Optional<Column> mayBeMet = Optional.empty();
    private Column isAlone = lit(false);

    RunInputs(
            Lake lake,
            Storage storage,
            LakeProperties properties,
            JobSpec spec,
            Args args,
            Optional<CheckedRules> rules,
            Map<String, Table> tables,
            Instant started) {
        this.lake = lake;
        this.storage = storage;
        this.properties = properties;
        this.spec = spec;
        this.args = args;
        this.rules = rules;
        this.tables = tables;
        this.now = args.find(CommonParams.AS_OF).orElse(started);
        spec.writes().forEach(table -> versionsToReplace.put(table, lake.version(table)));
        spec.mayRead()
                .forEach(table -> versions.put(
                        table, versionsToReplace.containsKey(table) ? versionToReplace(table) : lake.version(table)));
        for (Table table : spec.reads()) {
            Optional<Long> version = lake.version(table);
            if (version.isEmpty()) {
                throw missing(table);
            }
            versions.put(table, version);
        }
    }

    void land(LandingJob job, LandedInput input) {
        landed = Optional.of(input);
        prunedTable = Optional.of(job.prunedTable());
        touched = Optional.of(ServiceDates.only(input.serviceDates()));
        needed = touched;
        Optional<Dataset<Row>> stored = version(job.prunedTable()).map(version -> ofNeededDates(job.prunedTable()));
        List<Column> key = job.key(properties).stream().map(Field::col).toList();
        Optional<KeyFilter> copies = input.keysOfCopies(job, properties, stored);
        isAlone = copies.map(keys -> not(keys.mayHold(key))).orElse(lit(false));
        mayBeMet = copies.or(() -> stored.flatMap(rows -> input.keys(job, properties)))
                .map(keys -> keys.mayHold(key));
    }

    void follow(DailyJob job, ServiceDates dates) {
        prunedTable = Optional.of(job.followed());
        touched = Optional.of(dates);
        needed = Optional.of(job.reach().needed(dates));
    }

    /** The version of a table to write that stood when the run began; empty if it was not there. */
    Optional<Long> versionToReplace(Table table) {
        return versionsToReplace.getOrDefault(table, Optional.empty());
    }

    /** By table name, the versions that this run reads. */
    Map<String, Long> versions() {
        Map<String, Long> byName = new LinkedHashMap<>();
        versions.forEach((table, version) -> version.ifPresent(v -> byName.put(table.name(), v)));
        return byName;
    }

    @Override
    public Dataset<Row> of(Table table) {
        if (prunedTable.filter(table::equals).isEmpty()) {
            return lake.read(table, version(table));
        }
        Dataset<Row> ofDates = ofNeededDates(table);
        return mayBeMet.map(ofDates::filter).orElse(ofDates);
    }

    private Dataset<Row> ofNeededDates(Table table) {
        return lake.read(table, version(table)).filter(needed.orElseThrow().condition());
    }

    @Override
    public Column isAlone() {
        return isAlone;
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
    public Dataset<Row> changes(Table table, long after) {
        return lake.changes(table, after, version(table).orElseThrow());
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
    public ServiceDates touched() {
        return touched.orElseThrow(() -> new IllegalStateException(spec.name() + " follows no table"));
    }

    @Override
    public LakeProperties lake() {
        return properties;
    }

    @Override
    public Optional<CheckedRules> rules() {
        return rules;
    }

    @Override
    public Dataset<Row> named(String name) {
        Table table = tables.get(name);
        if (table == null) {
            return lake.readFolder(Location.of(name));
        }
        if (lake.version(table).isEmpty()) {
            throw missing(table);
        }
        return lake.read(table);
    }

    private static RunFailure missing(Table table) {
        return new RunFailure(
                ErrorCode.INPUT_MISSING,
                "The lake has no table " + table + " yet.",
                "Run the job that writes it first.");
    }

    @Override
    public Dataset<Row> records(Param<List<Location>> param, LandingFormat format, RecordParser parser) {
        return lake.readRecords(LandedInput.list(storage, param, args), format, parser);
    }

    @Override
    public Optional<String> text(Param<Location> param) {
        return args.find(param).map(storage::readExisting);
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public Arrived arrived(Location place, LandingFormat format) {
        return LandedInput.arrived(storage, place, format);
    }

    @Override
    public Dataset<Row> rows(Table table, List<Row> rows) {
        return lake.rows(table, rows);
    }

    @Override
    public Optional<String> secret(Secret place) {
        return new Secrets(storage).read(place);
    }
}
