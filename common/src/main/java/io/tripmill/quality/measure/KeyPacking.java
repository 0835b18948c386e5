package io.tripmill.quality.measure;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import org.apache.spark.sql.catalyst.InternalRow;
import scala.Tuple2;

/**
 * Adds up the rows of one partition, and packs the hashes of their keys into one blob for each bucket: eight bytes a row, and less where
 * hashes recur.
 *
 * @param groups how many hashes a row begins with; each may be NULL
 * @param words how many words of bits follow
 * @param numbers how many numbers follow
 * @param buckets over how many tasks the hashes are spread
 */
record KeyPacking(int groups, int words, int numbers, int buckets)
        implements PairFlatMapFunction<Iterator<InternalRow>, Integer, byte[]> {
    /** So many fit a second-level cache; a column with more values rarely repeats one soon. */
    private static final int MOST_RECURRING = 1 << 15;

    private static final long SPREAD = 0xD6E8FEB86659FD93L;

    @Override
    public Iterator<Tuple2<Integer, byte[]>> call(Iterator<InternalRow> rows) {
        HashCounts[] recurring = new HashCounts[groups];
        LongList[][] others = new LongList[groups][buckets];
        for (int group = 0; group < groups; group++) {
            recurring[group] = new HashCounts(MOST_RECURRING);
            for (int bucket = 0; bucket < buckets; bucket++) {
                others[group][bucket] = new LongList();
            }
        }
        RowTally tally = new RowTally(groups, words, numbers);
        while (rows.hasNext()) {
            InternalRow row = rows.next();
            tally.add(row);
            for (int group = 0; group < groups; group++) {
                if (!row.isNullAt(group)) {
                    long hash = row.getLong(group);
                    if (!recurring[group].add(hash, 1)) {
                        others[group][bucket(hash)].add(hash);
                    }
                }
            }
        }
        List<Tuple2<Integer, byte[]>> blobs = blobs(recurring, others);
        add(blobs, 0, HashBlob.ROWS_OF + TaskContext.getPartitionId(), false, tally.written());
        return blobs.iterator();
    }

    private int bucket(long hash) {
        return (int) (((hash * SPREAD) >>> 33) % buckets);
    }

    private List<Tuple2<Integer, byte[]>> blobs(HashCounts[] recurring, LongList[][] others) {
        List<Tuple2<Integer, byte[]>> blobs = new ArrayList<>();
        for (int group = 0; group < groups; group++) {
            LongList[] counted = new LongList[buckets];
            for (int bucket = 0; bucket < buckets; bucket++) {
                counted[bucket] = new LongList();
            }
            recurring[group].forEach((hash, count) -> {
                LongList pairs = counted[bucket(hash)];
                pairs.add(hash);
                pairs.add(count);
            });
            for (int bucket = 0; bucket < buckets; bucket++) {
                add(blobs, bucket, group, true, counted[bucket]);
                add(blobs, bucket, group, false, others[group][bucket]);
            }
        }
        return blobs;
    }

    private static void add(
            List<Tuple2<Integer, byte[]>> blobs, int bucket, int group, boolean isCounted, LongList numbers) {
        if (numbers.size() > 0) {
            blobs.add(new Tuple2<>(bucket, HashBlob.bytes(group, isCounted, numbers.values(), numbers.size())));
        }
    }
}
