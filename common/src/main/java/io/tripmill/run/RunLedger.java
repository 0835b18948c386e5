package io.tripmill.run;

import io.tripmill.job.Args;
import io.tripmill.job.CommonParams;
import io.tripmill.job.ErrorCode;
import io.tripmill.job.Location;
import io.tripmill.job.RunFailure;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The reports of a lake's runs, in {@code <lake>/control/runs}. */
public final class RunLedger {
    /** An object store answers each request after some hundredths of a second, but many at once. */
    private static final int READERS = 16;

    private final Storage storage;
    private final Layout layout;

    public RunLedger(Storage storage, Layout layout) {
        this.storage = storage;
        this.layout = layout;
    }

    /** The ledger of the lake that the arguments name. */
    public static RunLedger of(Args args, Storage storage) {
        return new RunLedger(storage, Layout.of(args.get(CommonParams.LAKE)));
    }

    /** All runs, the newest first; files that are no reports are left out. */
    public List<LedgerEntry> entries() {
        Location folder = layout.control("runs");
        List<String> names = storage.names(folder).stream()
                .filter(name -> name.endsWith(".json") && !name.startsWith("."))
                .toList();
        if (names.isEmpty()) {
            throw new RunFailure(
                    ErrorCode.INPUT_MISSING,
                    "There is no report of a run at '" + folder + "'.",
                    "Check --lake; a job writes its report when it runs.");
        }
        ExecutorService readers = Executors.newFixedThreadPool(READERS);
        try {
            List<Future<Optional<LedgerEntry>>> reading = names.stream()
                    .map(name -> readers.submit(
                            () -> storage.read(folder.child(name)).flatMap(LedgerEntry::of)))
                    .toList();
            return reading.stream()
                    .map(RunLedger::result)
                    .flatMap(Optional::stream)
                    .sorted(Comparator.comparing(LedgerEntry::started)
                            .thenComparing(LedgerEntry::runId)
                            .reversed())
                    .toList();
        } finally {
            readers.shutdownNow();
        }
    }

    /** The run of an id. */
    public LedgerEntry entry(String runId) {
        Location file = layout.control("runs/" + runId + ".json");
        boolean isId = runId.matches("[A-Za-z0-9][A-Za-z0-9._:+-]*");
        return (isId ? storage.read(file) : Optional.<String>empty())
                .flatMap(LedgerEntry::of)
                .orElseThrow(() -> new RunFailure(
                        ErrorCode.INPUT_MISSING,
                        "The lake has no report of a run '" + runId + "'.",
                        "Look for its id with: tripmill runs --lake " + layout.root() + "."));
    }

    private static <T> T result(Future<T> reading) {
        try {
            return reading.get();
        } catch (ExecutionException e) {
            throw Causes.failure(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading the reports", e);
        }
    }
}
