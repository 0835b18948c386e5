package io.tripmill.run;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.tripmill.job.Args;
import io.tripmill.job.CommitNote;
import io.tripmill.job.CommonParams;
import io.tripmill.job.DpuHourPrice;
import io.tripmill.job.ErrorCode;
import io.tripmill.job.JobSpec;
import io.tripmill.job.Location;
import io.tripmill.job.Plan;
import io.tripmill.job.RunFailure;
import io.tripmill.job.ServiceDates;
import io.tripmill.landing.LandedFile;
import io.tripmill.schema.Layer;
import io.tripmill.schema.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is known of a run while it goes on; whenever it ends, a report can be made of it. */
final class ReportDraft {
    private static final DateTimeFormatter SORTABLE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final String job;
    private final Instant started;
    private String runId;
    private Map<String, String> arguments = Map.of();
    private Optional<DpuHourPrice> rate = Optional.empty();
    private Map<Table, RunReport.TableFigures> tables = new LinkedHashMap<>();
    private List<LocalDate> serviceDates = List.of();
    private long filesRead;
    private Map<String, String> filesRefused = Map.of();
    private final List<String> warnings = new ArrayList<>();
    private Map<String, String> notes = Map.of();
    private final List<RunReport.Check> checks = new ArrayList<>();
    private RunReport.Rows rows = RunReport.Rows.NONE;
    private @Nullable JobSpec spec;
    private @Nullable Table mainTable;
    private @Nullable SparkMeter meter;
    private @Nullable RunFailure failure;
    private @Nullable Storage storage;
    private @Nullable Location file;
    private @Nullable Lineage lineage;
    private @Nullable Lake pinnedIn;
    private int attempt = 1;
    private long landedBytes;
    private boolean hasLanded;
    private boolean isClosed;

    ReportDraft(String job, Instant started) {
        this.job = job;
        this.started = started;
        this.runId = job + "-" + SORTABLE.format(started);
    }

    void begun(Args args) {
        arguments = args.asTyped();
        runId = args.find(CommonParams.RUN_ID).orElse(runId);
        rate = args.find(CommonParams.DPU_HOUR_PRICE);
    }

    void meteredBy(SparkMeter spark) {
        meter = spark;
    }

    /** The lake is known: from here on the report is kept in it, and says that the run goes on until it ends. */
    void opened(Storage storage, Layout layout, JobSpec spec) {
        this.storage = storage;
        this.file = layout.control("runs/" + runId + ".json");
        this.mainTable = spec.mainTable();
        this.attempt = storage.read(file)
                .map(CommitLog::tree)
                .map((JsonNode earlier) -> earlier.path("attempt").asInt(1) + 1)
                .orElse(1);
        this.spec = spec;
        storage.write(file, finish(started).toJsonAsRunning() + "\n");
    }

    /** Others are told of the run, from its start on. */
    void toldOf(Lineage others) {
        lineage = others;
        others.started(started).ifPresent(this::warning);
    }

    int attempt() {
        return attempt;
    }

    /** The versions that the run starts from: what other runs commit from here on is not this run's. */
    void pinned(RunInputs inputs, Lake lake) {
        pinnedIn = lake;
        JobSpec pinnedSpec = requireNonNull(spec, "spec");
        Set<Table> touched = new LinkedHashSet<>(pinnedSpec.reads());
        touched.addAll(pinnedSpec.writes());
        for (Table table : touched) {
            Optional<Long> version =
                    pinnedSpec.writes().contains(table) ? inputs.versionToReplace(table) : inputs.version(table);
            long count = lake.rowCount(table, version);
            tables.put(table, new RunReport.TableFigures(version, version, count, count));
        }
    }

    void landed(LandedInput landed) {
        rows = new RunReport.Rows(landed.recordsRead(), 0, landed.recordsRefused(), 0);
        landedBytes = landed.bytes();
        hasLanded = true;
        serviceDates = landed.serviceDates();
        filesRead = landed.consumed().size();
        filesRefused = landed.refused();
        List<String> useless = landed.filesWithoutGoodRecord();
        if (!useless.isEmpty()) {
            warning("every record was refused of " + useless.size() + " files, such as '" + useless.get(0)
                    + "': if --columns, --timestamp-unit or --provider-id was wrong, correct it and touch the files, and they are"
                    + " read again");
        }
    }

    void rowsRead(long count) {
        rows = new RunReport.Rows(count, rows.written(), rows.quarantined(), rows.duplicate());
    }

    void upserted(Lake.Upserted counts) {
        rows = new RunReport.Rows(
                rows.read(), rows.written(), rows.quarantined(), rows.duplicate() + counts.duplicates());
    }

    /** Rows were checked; those that the plan moves to a table of their own are no rows that were written. */
    void checked(RowChecking.Checked checked) {
        checked.outcomes()
                .forEach(outcome -> checks.add(new RunReport.Check(
                        checked.check().table(), checked.check().rules().name(), outcome)));
        rows = new RunReport.Rows(
                rows.read(), rows.written(), rows.quarantined() + checked.quarantined(), rows.duplicate());
    }

    /** The instant that counts as now, unless the arguments name one. */
    Instant started() {
        return started;
    }

    /** A sentence of the runner's own, told before the plan's. */
    void warning(String sentence) {
        warnings.add(sentence);
    }

    List<String> warnings() {
        return List.copyOf(warnings);
    }

    void touched(ServiceDates dates) {
        serviceDates = dates.dates();
    }

    void planned(Plan plan) {
        warnings.addAll(plan.warnings());
        notes = plan.notes();
    }

    /** A note of the runner's own. */
    void noting(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(notes);
        more.put(name, value);
        notes = more;
    }

    CommitNote note(Map<String, Long> inputs, Plan plan, List<LandedFile> files) {
        Map<String, CommitNote.RowsAt> stood = new LinkedHashMap<>();
        tables.forEach((table, figures) -> figures.versionBefore()
                .ifPresent(version -> stood.put(table.name(), new CommitNote.RowsAt(version, figures.rowsBefore()))));
        return new CommitNote(UUID.randomUUID().toString(), runId, job, inputs, plan.notes(), files, stood);
    }

    /** All is written: what the commits of this note made of the tables. */
    void closed(Lake lake, CommitNote note) {
        Set<LocalDate> dates = new TreeSet<>(serviceDates);
        tables.replaceAll((table, before) -> {
            Optional<Long> version =
                    lake.log(table).versionOf(note.id(), before.versionBefore().orElse(-1L));
            if (version.isEmpty()) {
                return before;
            }
            if (serviceDates.isEmpty() && table.layer() != Layer.CONTROL) {
                dates.addAll(lake.dates(table, version));
            }
            return new RunReport.TableFigures(
                    before.versionBefore(), version, before.rowsBefore(), lake.rowCount(table, version));
        });
        serviceDates = List.copyOf(dates);
        isClosed = true;
        tellGrowth();
    }

    /** The lake was kept up: what is to be told of it, and the tables as they stand now. */
    void upkept(Upkeeping.Done done, Lake lake) {
        done.notes().forEach(this::noting);
        warnings.addAll(done.warnings());
        tables.replaceAll((table, before) -> {
            Optional<Long> version = lake.version(table);
            return new RunReport.TableFigures(
                    before.versionBefore(), version, before.rowsBefore(), lake.rowCount(table, version));
        });
        isClosed = true;
        tellGrowth();
    }

    private void tellGrowth() {
        RunReport.TableFigures main = tables.get(mainTable);
        long growth = main == null ? 0 : main.rowsAfter() - main.rowsBefore();
        rows = new RunReport.Rows(rows.read(), growth, rows.quarantined(), rows.duplicate());
    }

    String runId() {
        return runId;
    }

    /** Landed records that were read and not refused; empty for a run that reads tables. */
    OptionalLong acceptedRows() {
        return hasLanded ? OptionalLong.of(rows.read() - rows.quarantined()) : OptionalLong.empty();
    }

    /** What became of the records, for people. */
    String equation() {
        return String.format(
                Locale.ROOT,
                "%,d records read = %,d new pings + %,d quarantined + %,d duplicates",
                rows.read(),
                rows.written(),
                rows.quarantined(),
                rows.duplicate());
    }

    /** Of a job that reads landing files: every record read is stored, quarantined or a duplicate. */
    void refuseLoss() {
        if (rows.read() != rows.written() + rows.quarantined() + rows.duplicate()) {
            throw new RunFailure(
                    ErrorCode.INTERNAL,
                    "Records do not add up: " + rows.read() + " read, " + rows.written() + " written, "
                            + rows.quarantined() + " quarantined, " + rows.duplicate() + " duplicate.",
                    "Keep the lake as it is and report this with the run's JSON.");
        }
    }

    /**
     * The failure as it is to be told: a file that is gone from a table is no damage where another run has written that table since,
     * as erase-device and maintain-tables remove what older versions need.
     */
    RunFailure judged(RunFailure failure) {
        Lake lake = pinnedIn;
        if (lake == null || failure.code() != ErrorCode.TABLE_DAMAGED) {
            return failure;
        }
        return tables.entrySet().stream()
                .filter(table -> isOvertaken(lake.log(table.getKey()), table.getValue()))
                .findFirst()
                .map(table -> new RunFailure(
                        ErrorCode.CONFLICT,
                        "Another run wrote to " + table.getKey()
                                + " while this one was reading, and removed files that it read.",
                        "Run again; what this run had not committed is not stored.",
                        failure))
                .orElse(failure);
    }

    private boolean isOvertaken(CommitLog log, RunReport.TableFigures pinned) {
        Optional<Long> newest = log.version();
        if (pinned.versionBefore().isEmpty() || newest.equals(pinned.versionBefore())) {
            return false;
        }
        try {
            return newest.flatMap(log::commit)
                    .filter(commit -> !commit.isOf(runId))
                    .isPresent();
        } catch (IllegalStateException torn) {
            // An entry that can't be read is damage itself.
            return false;
        }
    }

    void failed(RunFailure failure) {
        this.failure = failure;
        if (!isClosed) {
            // What was read came to nothing: its files stay unconsumed.
            rows = RunReport.Rows.NONE;
        }
    }

    /** The report of what is known now. */
    RunReport finish(Instant ended) {
        Map<String, RunReport.TableFigures> figures = new LinkedHashMap<>();
        tables.forEach((table, figure) -> figures.put(table.name(), figure));
        double seconds = Duration.between(started, ended).toNanos() / 1e9;
        Optional<RunReport.SparkWork> work = Optional.ofNullable(meter).map(spark -> spark.work(landedBytes));
        return new RunReport(
                job,
                runId,
                attempt,
                arguments,
                rows,
                figures,
                List.copyOf(checks),
                serviceDates,
                filesRead,
                filesRefused,
                List.copyOf(warnings),
                notes,
                started,
                seconds,
                work,
                work.map(spark -> GlueCost.of(spark.taskSeconds(), seconds, rows.read(), rate)),
                Optional.ofNullable(failure)
                        .map(f -> new RunReport.Failure(f.code().code(), String.valueOf(f.getMessage()))),
                CodeVersion.CURRENT);
    }

    /** Writes the report to the lake, if there is one. Gives what went wrong with telling others of it. */
    Optional<String> keep(RunReport report, Instant ended) {
        if (storage == null || file == null || lineage == null) {
            return Optional.empty();
        }
        storage.write(file, report.toJson() + "\n");
        return lineage.ended(report, ended);
    }
}
