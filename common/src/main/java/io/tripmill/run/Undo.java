package io.tripmill.run;

import io.tripmill.job.CommitNote;
import io.tripmill.job.ErrorCode;
import io.tripmill.job.Location;
import io.tripmill.job.RunFailure;
import io.tripmill.schema.Arrivals;
import io.tripmill.schema.Layer;
import io.tripmill.schema.RuleOutcomes;
import io.tripmill.schema.StoredMetrics;
import io.tripmill.schema.Table;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.spark.sql.SparkSession;

/**
 * Takes a run back: its tables stand again as before it, and what it had consumed is to be consumed again. All that speaks against it
 * is looked for before the first table is changed; where the process is killed between two tables, the same call goes on.
 */
public final class Undo {
    /** The job's name in the report that each undoing leaves. */
    public static final String JOB = "undo";

    /** The job whose work must not come back. */
    private static final String ERASURE = "erase-device";

    /** What checks found stays found. */
    private static final Set<Table> FINDINGS = Set.of(RuleOutcomes.TABLE, StoredMetrics.TABLE, Arrivals.TABLE);

    /** How far the clocks of two drivers may differ. */
    private static final Duration CLOCKS_DIFFER = Duration.ofHours(1);

    private final Storage storage;
    private final Layout layout;
    private final Lake lake;
    private final RunLedger ledger;
    private final List<Table> tables;
    private final Clock clock;

    /** @param tables every table of the catalog */
    public Undo(SparkSession spark, Layout layout, List<Table> tables, Clock clock) {
        this.storage = new Storage(spark.sparkContext().hadoopConfiguration());
        this.layout = layout;
        this.lake = new Lake(spark, storage, layout);
        this.ledger = new RunLedger(storage, layout);
        this.tables = List.copyOf(tables);
        this.clock = clock;
    }

    /**
     * What is to be done to one table.
     *
     * @param first the run's first version
     * @param stands the newest version
     */
    private record Restoration(Table table, long first, long stands) {
        Optional<Long> version() {
            return first == 0 ? Optional.empty() : Optional.of(first - 1);
        }
    }

    /**
     * Undoes a run, and keeps a report of that.
     *
     * @throws RunFailure T-NOT-UNDONE with what speaks against it; nothing is changed then
     */
    public RunReport undo(String runId) {
        Instant started = clock.instant();
        LedgerEntry run = ledger.entry(runId);
        refuseOneThatGoesOn(run, started);
        refuseOneThatToldOthers(run);
        refuseAnUndoing(run);
        List<Restoration> restorations = restorations(run);
        if (restorations.isEmpty()) {
            throw refusal(
                    "Run '" + runId + "' wrote nothing that is still there.", "Look at it with: tripmill runs show.");
        }
        refuseErased(run, restorations);
        restorations.forEach(this::refuseErasedSince);
        restorations.forEach(restoration -> refuseConsumed(run, restoration));
        restorations.forEach(this::refuseVacuumed);
        String undoing = JOB + "-" + started.toString().replaceAll("[-:]", "");
        Map<String, RunReport.TableFigures> figures = new LinkedHashMap<>();
        for (Restoration restoration : restorations) {
            figures.put(restoration.table().name(), restore(restoration, undoing));
        }
        RunReport report = report(run, undoing, started, figures);
        storage.write(layout.control("runs/" + undoing + ".json"), report.toJson() + "\n");
        return report;
    }

    private RunReport.TableFigures restore(Restoration restoration, String undoing) {
        Table table = restoration.table();
        CommitNote note = new CommitNote(
                UUID.randomUUID().toString(),
                undoing,
                JOB,
                Map.of(),
                Map.of(Commit.RESTORED, Long.toString(restoration.version().orElse(Commit.NOTHING))),
                List.of(),
                Map.of());
        long rowsBefore = lake.rowCount(table, Optional.of(restoration.stands()));
        lake.restore(table, restoration.version(), restoration.stands(), note);
        Optional<Long> version = lake.version(table);
        return new RunReport.TableFigures(
                Optional.of(restoration.stands()), version, rowsBefore, lake.rowCount(table, version));
    }

    private RunReport report(
            LedgerEntry run, String undoing, Instant started, Map<String, RunReport.TableFigures> figures) {
        return new RunReport(
                JOB,
                undoing,
                1,
                Map.of("lake", layout.root().uri(), "run", run.runId()),
                RunReport.Rows.NONE,
                figures,
                List.of(),
                List.of(),
                0,
                Map.of(),
                List.of(),
                Map.of("undone_run", run.runId()),
                started,
                Duration.between(started, clock.instant()).toNanos() / 1e9,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                CodeVersion.CURRENT);
    }

    /** Of each table that holds commits of the run; a later commit that changed rows is refused. */
    private List<Restoration> restorations(LedgerEntry run) {
        List<Restoration> restorations = new ArrayList<>();
        for (Table table : tables) {
            if (FINDINGS.contains(table)) {
                continue;
            }
            CommitLog log = lake.log(table);
            List<Commit> later =
                    log.standing().takeWhile(commit -> isSince(run, commit)).toList();
            Optional<Commit> first =
                    later.stream().filter(commit -> commit.isOf(run.runId())).reduce((newer, older) -> older);
            if (first.isEmpty()) {
                continue;
            }
            if (table.layer() == Layer.CONTROL) {
                throw toldOthers(run);
            }
            later.stream()
                    .takeWhile(commit -> commit.version() > first.get().version())
                    .filter(commit -> commit.changesRows() && !commit.isOf(run.runId()))
                    .findFirst()
                    .ifPresent(commit -> {
                        throw refusal(
                                "The table " + table + " was written after run '" + run.runId() + "', by "
                                        + commit.author() + ".",
                                "Undo the later run first, and then this one.");
                    });
            restorations.add(
                    new Restoration(table, first.get().version(), log.version().orElseThrow()));
        }
        return restorations;
    }

    private static boolean isSince(LedgerEntry run, Commit commit) {
        return !commit.madeAt().isBefore(run.started().minus(CLOCKS_DIFFER));
    }

    private void refuseConsumed(LedgerEntry run, Restoration restoration) {
        String name = restoration.table().name();
        for (Table table : tables) {
            if (FINDINGS.contains(table)) {
                continue;
            }
            lake.log(table)
                    .standing()
                    .takeWhile(commit -> isSince(run, commit))
                    .flatMap(commit -> commit.note().stream())
                    .filter(note -> !note.runId().equals(run.runId()))
                    .filter(note -> note.inputs().getOrDefault(name, -1L) >= restoration.first())
                    .findFirst()
                    .ifPresent(note -> {
                        throw refusal(
                                "What run '" + run.runId() + "' wrote to " + name + " was read by run '" + note.runId()
                                        + "' of " + note.job() + ", which wrote " + table + ".",
                                "Undo that run first, and then this one.");
                    });
        }
    }

    private void refuseVacuumed(Restoration restoration) {
        Set<String> added = new HashSet<>();
        Set<String> needed = new HashSet<>();
        for (long version = restoration.first(); version <= restoration.stands(); version++) {
            Commit commit = lake.log(restoration.table())
                    .commit(version)
                    .orElseThrow(() -> refusal(
                            "The log of " + restoration.table() + " does not reach back to the run.",
                            "Correct the input and run again."));
            commit.removed().stream().filter(path -> !added.contains(path)).forEach(needed::add);
            added.addAll(commit.added());
        }
        Location folder = layout.of(restoration.table());
        if (restoration.version().isPresent()) {
            needed.stream()
                    .filter(path -> storage.file(path.contains(":/") ? new Location(path) : folder.child(path))
                            .isEmpty())
                    .findFirst()
                    .ifPresent(path -> {
                        throw refusal(
                                "The files of " + restoration.table() + " as it stood before are vacuumed, such as '"
                                        + path + "'.",
                                "Correct the input and run the job again with --recompute full.");
                    });
        }
    }

    private void refuseErased(LedgerEntry run, List<Restoration> restorations) {
        ledger.entries().stream()
                .filter(entry -> entry.job().equals(ERASURE) && entry.started().isAfter(run.started()))
                .filter(entry -> entry.report().path("tables").isEmpty()
                        || restorations.stream().anyMatch(restoration -> entry.report()
                                .path("tables")
                                .has(restoration.table().name())))
                .findFirst()
                .ifPresent(entry -> {
                    throw refusal(
                            "Run '" + entry.runId() + "' erased a device since, which would come back.",
                            "Correct the input and run the job again.");
                });
    }

    /** As the table itself tells, whatever became of the report. */
    private void refuseErasedSince(Restoration restoration) {
        lake.log(restoration.table())
                .standing()
                .takeWhile(commit -> commit.version() >= restoration.first())
                .flatMap(commit -> commit.erasedAt().stream())
                .filter(version -> version >= restoration.first())
                .findFirst()
                .ifPresent(version -> {
                    throw refusal(
                            "A device was erased from " + restoration.table() + " since, in version " + version
                                    + ", and would come back.",
                            "Correct the input and run the job again.");
                });
    }

    private static void refuseOneThatGoesOn(LedgerEntry run, Instant now) {
        if (run.stateAt(now, LedgerEntry.LONGEST) == LedgerEntry.State.RUNNING) {
            throw refusal(
                    "Run '" + run.runId() + "' began at " + run.started() + " and has not told of its end.",
                    "Wait for it; if its process was killed, run the same job again, and then undo that if need be.");
        }
    }

    private static void refuseAnUndoing(LedgerEntry run) {
        if (run.job().equals(JOB)) {
            throw refusal(
                    "Run '" + run.runId() + "' took another run back, and is not taken back itself.",
                    "Run the job of that other run again: from the same inputs it makes the same rows.");
        }
    }

    private static void refuseOneThatToldOthers(LedgerEntry run) {
        if (run.report().path("arguments").has("limits-table")) {
            throw toldOthers(run);
        }
    }

    private static RunFailure toldOthers(LedgerEntry run) {
        return refusal(
                "Run '" + run.runId() + "' of " + run.job() + " changed what lies outside of the lake.",
                "Correct the input and run the job again: it then delivers or loads what is right.");
    }

    private static RunFailure refusal(String problem, String remedy) {
        return new RunFailure(ErrorCode.NOT_UNDONE, problem, remedy);
    }
}
