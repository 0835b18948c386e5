package io.tripmill.job;

import static java.util.Objects.requireNonNull;

import io.tripmill.schema.Table;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The declaration of a job. Help, README tables, argument checking and input checks derive from it.
 *
 * @param name kebab-case
 * @param sentence what the job does
 * @param reads the tables that must be there
 * @param mayRead the tables that are read if they are there, and are empty otherwise
 * @param writes the tables that are written; the first is the main one, whose growth is {@code rows_written}
 * @param takes the job's own parameters, without those that every job takes
 * @param checks conditions between arguments
 * @param isOptIn whether schedules leave the job out, for whoever wants its tables to add it
 */
public record JobSpec(
        String name,
        String sentence,
        List<Table> reads,
        List<Table> mayRead,
        List<Table> writes,
        List<Param<?>> takes,
        List<Check> checks,
        boolean isOptIn) {

    /** A condition between arguments. */
    @FunctionalInterface
    public interface Check {
        /** What is wrong and what to type instead; empty if nothing is. */
        Optional<String> problemWith(Args args);
    }

    public JobSpec {
        requireNonNull(name, "name");
        requireNonNull(sentence, "sentence");
        reads = List.copyOf(reads);
        mayRead = List.copyOf(mayRead);
        writes = List.copyOf(writes);
        takes = List.copyOf(takes);
        checks = List.copyOf(checks);
        Set<String> names = new LinkedHashSet<>();
        for (Param<?> param : concat(CommonParams.ALL, takes)) {
            if (!names.add(param.name())) {
                throw new IllegalArgumentException(name + " takes two parameters named " + param.name());
            }
            if (GlueArguments.isReserved(param.name())) {
                throw new IllegalArgumentException(name + ": AWS Glue reserves the name " + param.name());
            }
        }
    }

    public static JobSpec named(String name, String sentence) {
        return new JobSpec(name, sentence, List.of(), List.of(), List.of(), List.of(), List.of(), false);
    }

    public JobSpec reads(Table... tables) {
        return new JobSpec(name, sentence, List.of(tables), mayRead, writes, takes, checks, isOptIn);
    }

    public JobSpec mayRead(Table... tables) {
        return new JobSpec(name, sentence, reads, List.of(tables), writes, takes, checks, isOptIn);
    }

    /** The tables written, the main one first. */
    public JobSpec writes(Table... tables) {
        return new JobSpec(name, sentence, reads, mayRead, List.of(tables), takes, checks, isOptIn);
    }

    public JobSpec takes(Param<?>... params) {
        return new JobSpec(name, sentence, reads, mayRead, writes, List.of(params), checks, isOptIn);
    }

    public JobSpec checks(Check... conditions) {
        return new JobSpec(name, sentence, reads, mayRead, writes, takes, List.of(conditions), isOptIn);
    }

    /** Schedules leave the job out. */
    public JobSpec optIn() {
        return new JobSpec(name, sentence, reads, mayRead, writes, takes, checks, true);
    }

    /** All parameters that the job accepts: those of every job, then its own. */
    public List<Param<?>> params() {
        return concat(CommonParams.ALL, takes);
    }

    /** The table whose growth is reported as {@code rows_written}. */
    public Table mainTable() {
        return writes.get(0);
    }

    private static List<Param<?>> concat(List<Param<?>> first, List<Param<?>> second) {
        List<Param<?>> all = new ArrayList<>(first);
        all.addAll(second);
        return List.copyOf(all);
    }
}
