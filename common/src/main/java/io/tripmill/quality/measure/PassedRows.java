package io.tripmill.quality.measure;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Rows added up where they pass, one tally for each partition. So a task that runs again, be it retried or speculative, takes the place
 * of its earlier self, and a sort that samples rows before it reads them does not count them twice.
 */
public final class PassedRows {
    private final int words;
    private final int numbers;
    private final Map<Integer, RowTally> parts = new TreeMap<>();
    private final Optional<RowTally> own;

    private PassedRows(int words, int numbers, Optional<Integer> partition) {
        this.words = words;
        this.numbers = numbers;
        this.own = partition.map(task -> parts.computeIfAbsent(task, unseen -> new RowTally(0, words, numbers)));
    }

    /** No rows yet; in a task, the rows of its partition are to come. */
    static PassedRows none(int words, int numbers) {
        return Optional.ofNullable(TaskContext.get())
                .map(task -> ofPartition(words, numbers, task.partitionId()))
                .orElseGet(() -> new PassedRows(words, numbers, Optional.empty()));
    }

    /** No rows yet; those of a partition are to come. */
    static PassedRows ofPartition(int words, int numbers, int partition) {
        return new PassedRows(words, numbers, Optional.of(partition));
    }

    /** A row of the partition of this task. */
    void add(InternalRow row) {
        own.orElseThrow().add(row);
    }

    /** Takes over other tallies. What one task reads in several parts adds up; from two tasks, the same partition is the same rows. */
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

    /** All rows. */
    RowTally total() {
        RowTally total = new RowTally(0, words, numbers);
        // In the order of the partitions, as sums of doubles depend on it.
        parts.values().forEach(total::add);
        return total;
    }

    byte[] written() {
        int longs = new RowTally(0, words, numbers).written().size();
        ByteBuffer bytes = ByteBuffer.allocate(parts.size() * (Integer.BYTES + longs * Long.BYTES));
        parts.forEach((part, tally) -> {
            bytes.putInt(part);
            tally.written().forEach(bytes::putLong);
        });
        return bytes.array();
    }

    static PassedRows read(byte[] written, int words, int numbers) {
        PassedRows rows = new PassedRows(words, numbers, Optional.empty());
        int longs = new RowTally(0, words, numbers).written().size();
        ByteBuffer bytes = ByteBuffer.wrap(written);
        while (bytes.hasRemaining()) {
            int partition = bytes.getInt();
            LongList list = new LongList();
            for (int i = 0; i < longs; i++) {
                list.add(bytes.getLong());
            }
            RowTally tally = new RowTally(0, words, numbers);
            tally.addWritten(list);
            rows.parts.put(partition, tally);
        }
        return rows;
    }
}
