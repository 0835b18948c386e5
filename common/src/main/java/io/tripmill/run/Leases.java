package io.tripmill.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tripmill.job.ErrorCode;
import io.tripmill.job.Location;
import io.tripmill.job.RunFailure;
import io.tripmill.schema.Table;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The tables that a run alone may write, on a store where Delta can't refuse to overwrite another driver's commit: a file for each in
 * {@code <lake>/control/leases}.
 *
 * <p>A lease is written, left to settle, and held if it is still there, so of two runs that write it at nearly the same time the later
 * one holds it and the other one knows. It does not hold against a process that stands still for longer than {@link #SETTLES} between
 * looking and writing; the store would have to compare and set for that. A run that was killed keeps its lease until it ends.
 */
final class Leases implements AutoCloseable {
    static final Duration LASTS = Duration.ofMinutes(15);
    static final Duration SETTLES = Duration.ofSeconds(2);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Storage storage;
    private final Layout layout;
    private final String runId;
    private final Clock clock;
    private final String token = UUID.randomUUID().toString();
    private final List<Table> held = new ArrayList<>();

    private Leases(Storage storage, Layout layout, String runId, Clock clock) {
        this.storage = storage;
        this.layout = layout;
        this.runId = runId;
        this.clock = clock;
    }

    private record Held(String runId, String token, Instant until) {}

    /** None: the store refuses by itself. */
    static Leases none(Storage storage, Layout layout, String runId, Clock clock) {
        return new Leases(storage, layout, runId, clock);
    }

    /**
     * Takes the leases of tables, all or none. A run takes over those of an earlier attempt of its own.
     *
     * @param pause waits
     * @throws RunFailure T-CONFLICT if another run holds one of them
     */
    static Leases of(
            Set<Table> tables, Storage storage, Layout layout, String runId, Clock clock, Consumer<Duration> pause) {
        Leases leases = new Leases(storage, layout, runId, clock);
        Map<String, Table> inOrder = new TreeMap<>();
        tables.forEach(table -> inOrder.put(table.name(), table));
        inOrder.values().forEach(leases::refuseHeldByOthers);
        try {
            for (Table table : inOrder.values()) {
                leases.held.add(table);
                leases.write(table);
            }
            pause.accept(SETTLES);
            leases.held.forEach(leases::refuseUnlessOurs);
        } catch (RuntimeException e) {
            leases.close();
            throw e;
        }
        return leases;
    }

    /**
     * Holds on to the lease of a table, just before a commit to it.
     *
     * @throws RunFailure T-CONFLICT if it ended and another run took it
     */
    void renew(Table table) {
        if (held.contains(table)) {
            refuseUnlessOurs(table);
            write(table);
        }
    }

    /** Gives back what is still ours. */
    @Override
    public void close() {
        for (Table table : held) {
            if (read(table).filter(this::isOurs).isPresent()) {
                storage.delete(file(table));
            }
        }
        held.clear();
    }

    private void refuseHeldByOthers(Table table) {
        read(table)
                .filter(lease -> !lease.runId().equals(runId) && lease.until().isAfter(clock.instant()))
                .ifPresent(lease -> {
                    throw conflict(table, lease);
                });
    }

    private void refuseUnlessOurs(Table table) {
        Optional<Held> lease = read(table);
        if (lease.filter(this::isOurs).isEmpty()) {
            throw lease.map(other -> conflict(table, other))
                    .orElseGet(() -> new RunFailure(
                            ErrorCode.CONFLICT,
                            "The lease of " + table + " is gone: another run took it, and gave it back.",
                            "Run again; this run published nothing more."));
        }
    }

    private static RunFailure conflict(Table table, Held lease) {
        return new RunFailure(
                ErrorCode.CONFLICT,
                "Run '" + lease.runId() + "' may write " + table + " until " + lease.until() + ".",
                "Wait until it has ended, and run again; a run that was killed holds its tables until then.");
    }

    private boolean isOurs(Held lease) {
        return lease.token().equals(token);
    }

    private void write(Table table) {
        storage.write(
                file(table),
                JSON.createObjectNode()
                                .put("run_id", runId)
                                .put("token", token)
                                .put("until", clock.instant().plus(LASTS).toString())
                        + "\n");
    }

    private Optional<Held> read(Table table) {
        return storage.read(file(table)).map(text -> held(table, text));
    }

    private Held held(Table table, String text) {
        try {
            JsonNode json = JSON.readTree(text);
            return new Held(
                    json.path("run_id").asText(),
                    json.path("token").asText(),
                    Instant.parse(json.path("until").asText()));
        } catch (JsonProcessingException | DateTimeException e) {
            throw new RunFailure(
                    ErrorCode.CONFLICT,
                    "The lease '" + file(table) + "' can't be read.",
                    "Remove it if no run is going on, and run again.",
                    e);
        }
    }

    private Location file(Table table) {
        return layout.control("leases/" + table.name() + ".json");
    }
}
