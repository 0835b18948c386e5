package io.tripmill.quality.measure;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Rows added up where they pass, one tally for each partition of each stage. So a task that runs again, be it retried or speculative, takes
 * the place of its earlier self, and a job that samples rows before it reads them does not count them twice.
 */
public final class PassedRows {
    private final int words;
    private final int numbers;
    private final Map<Part, RowTally> parts = new TreeMap<>();
    private final Optional<RowTally> own;

    /** What one task reads. Stages number themselves upwards. */
    private record Part(int stage, int partition) implements Comparable<Part>, Serializable {
        private static final Comparator<Part> ORDER =
                Comparator.comparingInt(Part::stage).thenComparingInt(Part::partition);

        @Override
        public int compareTo(Part other) {
            return ORDER.compare(this, other);
        }
    }

    private PassedRows(int words, int numbers, Optional<Part> task) {
        this.words = words;
        this.numbers = numbers;
        this.own = task.map(part -> parts.computeIfAbsent(part, unseen -> new RowTally(0, words, numbers)));
    }

    /** No rows yet; in a task, the rows of its partition are to come. */
    static PassedRows none(int words, int numbers) {
        return new PassedRows(
                words,
                numbers,
                Optional.ofNullable(TaskContext.get()).map(task -> new Part(task.stageId(), task.partitionId())));
    }

    /** A row of the partition of this task. */
    void add(InternalRow row) {
        own.orElseThrow().add(row);
    }

    /** Takes over other tallies. One task may read several partitions, which add up; between tasks the same partition is the same rows. */
    void take(PassedRows other) {
        other.parts.forEach((part, tally) -> {
            RowTally known = parts.get(part);
            if (known != null && own.isPresent()) {
                known.add(tally);
            } else {
                parts.put(part, tally);
            }
        });
    }

    /** All rows of the last stage that read them. */
    RowTally total() {
        RowTally total = new RowTally(0, words, numbers);
        int last = parts.keySet().stream().mapToInt(Part::stage).max().orElse(-1);
        // In the order of the partitions, as sums of doubles depend on it.
        parts.forEach((part, tally) -> {
            if (part.stage() == last) {
                total.add(tally);
            }
        });
        return total;
    }

    byte[] written() {
        int longs = new RowTally(0, words, numbers).written().size();
        ByteBuffer bytes = ByteBuffer.allocate(parts.size() * (2 * Integer.BYTES + longs * Long.BYTES));
        parts.forEach((part, tally) -> {
            bytes.putInt(part.stage()).putInt(part.partition());
            tally.written().forEach(bytes::putLong);
        });
        return bytes.array();
    }

    static PassedRows read(byte[] written, int words, int numbers) {
        PassedRows rows = new PassedRows(words, numbers, Optional.empty());
        int longs = new RowTally(0, words, numbers).written().size();
        ByteBuffer bytes = ByteBuffer.wrap(written);
        while (bytes.hasRemaining()) {
            Part part = new Part(bytes.getInt(), bytes.getInt());
            LongList list = new LongList();
            for (int i = 0; i < longs; i++) {
                list.add(bytes.getLong());
            }
            RowTally tally = new RowTally(0, words, numbers);
            tally.addWritten(list);
            rows.parts.put(part, tally);
        }
        return rows;
    }
}
