package io.tripmill.job;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a run is going to do.
 *
 * @param writes in the order in which they are committed
 * @param checks of rows that are about to be written; all are made before the first write
 * @param deliveries what is changed outside of the lake, after the checks and before the writes: the writes may say that it is done
 * @param question what must be known first; the answer brings the plan that counts
 * @param notes stored with every commit and in the report
 * @param warnings sentences for the log and the report
 * @param rowsRead input rows that the writes stand for; empty: all rows of the inputs
 * @param files written before the tables, in this order
 * @param upkeep made after the writes, in this order
 * @param verdict what the run fails with, once everything else is done
 */
public record Plan(
        List<Write> writes,
        List<RowCheck> checks,
        List<Delivery> deliveries,
        Optional<Question> question,
        Map<String, String> notes,
        List<String> warnings,
        OptionalLong rowsRead,
        List<FileWrite> files,
        List<Upkeep> upkeep,
        Optional<RunFailure> verdict) {

    public Plan {
        writes = List.copyOf(writes);
        checks = List.copyOf(checks);
        deliveries = List.copyOf(deliveries);
        notes = Map.copyOf(notes);
        warnings = List.copyOf(warnings);
        files = List.copyOf(files);
        upkeep = List.copyOf(upkeep);
        if (question.isPresent()
                && !(writes.isEmpty() && checks.isEmpty() && deliveries.isEmpty() && upkeep.isEmpty())) {
            throw new IllegalArgumentException("a plan either asks or acts");
        }
    }

    public static Plan of(Write... writes) {
        return new Plan(
                List.of(writes),
                List.of(),
                List.of(),
                Optional.empty(),
                Map.of(),
                List.of(),
                OptionalLong.empty(),
                List.of(),
                List.of(),
                Optional.empty());
    }

    /** There is nothing to do; the tables stay as they are. */
    public static Plan nothing() {
        return of();
    }

    /** Something must be known first. */
    public static Plan asking(Question question) {
        return new Plan(
                List.of(),
                List.of(),
                List.of(),
                Optional.of(question),
                Map.of(),
                List.of(),
                OptionalLong.empty(),
                List.of(),
                List.of(),
                Optional.empty());
    }

    /** This plan, with the notes and warnings of the one that asked for it; a note of the same name is this plan's own. */
    public Plan answering(Plan earlier) {
        Map<String, String> allNotes = new LinkedHashMap<>(earlier.notes);
        allNotes.putAll(notes);
        List<String> allWarnings = new ArrayList<>(earlier.warnings);
        allWarnings.addAll(warnings);
        return new Plan(writes, checks, deliveries, question, allNotes, allWarnings, rowsRead, files, upkeep, verdict);
    }

    /** With one more check. */
    public Plan checking(RowCheck check) {
        List<RowCheck> more = new ArrayList<>(checks);
        more.add(check);
        return new Plan(writes, more, deliveries, question, notes, warnings, rowsRead, files, upkeep, verdict);
    }

    /** With one more change outside of the lake. */
    public Plan delivering(Delivery delivery) {
        List<Delivery> more = new ArrayList<>(deliveries);
        more.add(delivery);
        return new Plan(writes, checks, more, question, notes, warnings, rowsRead, files, upkeep, verdict);
    }

    public Plan noting(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(notes);
        more.put(name, value);
        return new Plan(writes, checks, deliveries, question, more, warnings, rowsRead, files, upkeep, verdict);
    }

    public Plan warning(String sentence) {
        List<String> more = new ArrayList<>(warnings);
        more.add(sentence);
        return new Plan(writes, checks, deliveries, question, notes, more, rowsRead, files, upkeep, verdict);
    }

    public Plan reading(long rows) {
        return new Plan(
                writes, checks, deliveries, question, notes, warnings, OptionalLong.of(rows), files, upkeep, verdict);
    }

    /** With files that are written before the tables. */
    public Plan delivering(List<FileWrite> moreFiles) {
        List<FileWrite> all = new ArrayList<>(files);
        all.addAll(moreFiles);
        return new Plan(writes, checks, deliveries, question, notes, warnings, rowsRead, all, upkeep, verdict);
    }

    /** With changes of what the lake keeps, after those that it has. */
    public Plan upkeeping(List<? extends Upkeep> more) {
        List<Upkeep> all = new ArrayList<>(upkeep);
        all.addAll(more);
        return new Plan(writes, checks, deliveries, question, notes, warnings, rowsRead, files, all, verdict);
    }

    /** The run fails all the same, after everything that the plan says is done: what it found out is stored. */
    public Plan failing(RunFailure failure) {
        return new Plan(
                writes, checks, deliveries, question, notes, warnings, rowsRead, files, upkeep, Optional.of(failure));
    }
}
