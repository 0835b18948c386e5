package io.tripmill.run;

import static org.apache.spark.sql.functions.lit;

import io.tripmill.job.ErrorCode;
import io.tripmill.job.RunFailure;
import io.tripmill.job.Upkeep;
import io.tripmill.schema.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.spark.sql.Column;

/** Carries out the upkeep of a lake, and measures what it came to. */
final class Upkeeping {
    /** What nobody has committed for so long, nobody will. */
    private static final Duration LONGEST_RUN = Duration.ofHours(24);

    private final Lake lake;
    private final LakeFiles files;
    private final LakeBook book;
    private final Leases leases;
    private final Progress progress;

    Upkeeping(Lake lake, LakeFiles files, LakeBook book, Leases leases, Progress progress) {
        this.lake = lake;
        this.files = files;
        this.book = book;
        this.leases = leases;
        this.progress = progress;
    }

    /**
     * What an upkeep came to.
     *
     * @param notes by table name, its files and bytes before and after
     */
    record Done(Map<String, String> notes, List<String> warnings) {}

    /** Carries them out, in their order. */
    Done keepUp(List<Upkeep> all, String runId) {
        Set<Table> tables = new LinkedHashSet<>();
        all.forEach(upkeep -> {
            if (upkeep instanceof Upkeep.OfTable ofTable) {
                tables.add(ofTable.table());
            }
        });
        Map<Table, LakeFiles.Measured> before = measured(tables);
        Map<String, String> notes = new LinkedHashMap<>();
        List<String> warnings = new ArrayList<>();
        boolean isSame = true;
        for (Upkeep upkeep : all) {
            if (upkeep instanceof Upkeep.OfTable ofTable) {
                leases.renew(ofTable.table());
            }
            if (upkeep instanceof Upkeep.MoveHorizon move) {
                isSame &= book.open().horizon().filter(move.horizon()::equals).isPresent();
                book.moveHorizon(move.horizon());
            } else if (upkeep instanceof Upkeep.RemoveBefore removal) {
                removeBefore(removal, runId);
            } else if (upkeep instanceof Upkeep.Compact compaction) {
                compact(compaction, runId);
            } else if (upkeep instanceof Upkeep.Erase erasure) {
                notes.put("erased_" + erasure.table(), Long.toString(erase(erasure, runId)));
                notCommitted(erasure.table()).ifPresent(warnings::add);
            } else if (upkeep instanceof Upkeep.RemoveOldFiles removal) {
                progress.stage("removing old files of " + removal.table());
                files.vacuum(removal.table(), removal.keptFor());
            }
        }
        Map<Table, LakeFiles.Measured> after = measured(tables);
        after.forEach((table, now) -> notes.put(table.name(), now.since(before.getOrDefault(table, now))));
        if (isSame && before.equals(after)) {
            warnings.add("there was nothing to do: every table is as it was");
        }
        warnings.forEach(progress::stage);
        return new Done(notes, warnings);
    }

    private Map<Table, LakeFiles.Measured> measured(Set<Table> tables) {
        Map<Table, LakeFiles.Measured> measured = new LinkedHashMap<>();
        tables.forEach(table -> measured.put(table, files.measure(table)));
        return measured;
    }

    private void removeBefore(Upkeep.RemoveBefore removal, String runId) {
        Table table = removal.table();
        Column isBefore = table.field("service_date").col().lt(lit(removal.first()));
        long version = lake.version(table).orElseThrow();
        if (!lake.read(table).filter(isBefore).isEmpty()) {
            progress.stage("removing rows of " + table + " before " + removal.first());
            lake.delete(table, isBefore, version, note(runId, UpkeepNote.Kind.REMOVE));
        }
    }

    private void compact(Upkeep.Compact compaction, String runId) {
        Table table = compaction.table();
        if (!table.isLaidOutByDevice()) {
            progress.stage("compacting " + table);
            files.optimize(table, compaction.targetFileBytes());
            return;
        }
        long version = lake.version(table).orElseThrow();
        long rows = lake.rowCount(table, lake.version(table));
        long needed = 1 + rows / table.rowsPerFile();
        if (files.measure(table).files() > 2 * needed && !lake.log(table).isRewrite(version)) {
            progress.stage("rewriting " + table);
            lake.rewrite(table, table.laidOut(lake.read(table), rows), version, note(runId, UpkeepNote.Kind.REWRITE));
        }
    }

    /** Gives how many rows it were. */
    private long erase(Upkeep.Erase erasure, String runId) {
        Table table = erasure.table();
        progress.stage("erasing from " + table);
        Erasure rows = new Erasure(erasure);
        long version = lake.version(table).orElseThrow();
        long found = rows.of(lake.read(table, Optional.of(version)), files.devices(erasure.devices()))
                .count();
        if (found > 0) {
            UpkeepNote note = note(runId, UpkeepNote.Kind.ERASE);
            lake.deleteMatched(table, files.devices(erasure.devices()), rows.isMeant(), version, note);
            // Who began before it, and has not committed yet, is refused by Delta from here on.
            files.markErased(table, version + 1);
            if (!rows.of(lake.read(table), files.devices(erasure.devices())).isEmpty()) {
                throw new RunFailure(
                        ErrorCode.CONFLICT,
                        "Another run wrote rows of a device to " + table + " while they were erased.",
                        "Run again when no other run is going on.");
            }
        }
        files.removeSuperseded(table);
        files.vacuum(table, LONGEST_RUN);
        return found;
    }

    /** What a killed run has written and not committed may hold anything; so may what a run that goes on is about to commit. */
    private Optional<String> notCommitted(Table table) {
        long notCommitted = files.unneeded(table);
        return notCommitted == 0
                ? Optional.empty()
                : Optional.of(notCommitted + " files of " + table
                        + " were never committed, are younger than a day and may hold the devices:"
                        + " erase them again when these are older");
    }

    private static UpkeepNote note(String runId, UpkeepNote.Kind kind) {
        return new UpkeepNote(runId, kind, UUID.randomUUID().toString());
    }
}
