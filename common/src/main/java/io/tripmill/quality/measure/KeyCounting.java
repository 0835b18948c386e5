package io.tripmill.quality.measure;

import io.tripmill.quality.plan.KeyTally;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.function.FlatMapFunction;
import scala.Tuple2;

/**
 * Counts the hashes of one bucket, which meet there from all partitions.
 *
 * @param mostRepeated how many repeated hashes are worth naming
 */
record KeyCounting(int mostRepeated) implements FlatMapFunction<Iterator<Tuple2<Integer, byte[]>>, BucketTally> {

    @Override
    public Iterator<BucketTally> call(Iterator<Tuple2<Integer, byte[]>> blobs) {
        Map<Integer, List<HashBlob>> byGroup = new TreeMap<>();
        while (blobs.hasNext()) {
            HashBlob blob = HashBlob.of(blobs.next()._2());
            byGroup.computeIfAbsent(blob.group(), group -> new ArrayList<>()).add(blob);
        }
        List<BucketTally> tallies = new ArrayList<>();
        byGroup.forEach((group, ofGroup) -> tallies.add(
                group >= HashBlob.ROWS_OF
                        ? BucketTally.ofRows(group, ofGroup.get(0).longs())
                        : new Count(ofGroup, mostRepeated).tally(group)));
        return tallies.iterator();
    }

    /** The count of one group. */
    private static final class Count {
        private final HashCounts counted = new HashCounts(Integer.MAX_VALUE);
        private final long[] sorted;
        private final LongList repeated = new LongList();
        private final int mostRepeated;
        private boolean hasMore;
        private long rows;
        private long distinct;
        private long singles;
        private double weightedLog;

        Count(List<HashBlob> blobs, int mostRepeated) {
            this.mostRepeated = mostRepeated;
            int length = 0;
            for (HashBlob blob : blobs) {
                length = blob.isCounted()
                        ? length
                        : Math.addExact(length, blob.numbers().remaining());
            }
            sorted = new long[length];
            int filled = 0;
            for (HashBlob blob : blobs) {
                LongBuffer numbers = blob.numbers();
                if (blob.isCounted()) {
                    while (numbers.hasRemaining()) {
                        counted.add(numbers.get(), numbers.get());
                    }
                } else {
                    int many = numbers.remaining();
                    numbers.get(sorted, filled, many);
                    filled += many;
                }
            }
            Arrays.sort(sorted);
        }

        BucketTally tally(int group) {
            int start = 0;
            while (start < sorted.length) {
                int end = start + 1;
                while (end < sorted.length && sorted[end] == sorted[start]) {
                    end++;
                }
                see(sorted[start], end - start + counted.of(sorted[start]));
                start = end;
            }
            counted.forEach((hash, count) -> {
                if (Arrays.binarySearch(sorted, hash) < 0) {
                    see(hash, count);
                }
            });
            return new BucketTally(group, new KeyTally(rows, distinct, singles, weightedLog), repeated, hasMore);
        }

        private void see(long hash, long count) {
            rows += count;
            distinct++;
            if (count == 1) {
                singles++;
                return;
            }
            weightedLog += count * StrictMath.log((double) count);
            if (repeated.size() < mostRepeated) {
                repeated.add(hash);
            } else {
                hasMore = true;
            }
        }
    }
}
