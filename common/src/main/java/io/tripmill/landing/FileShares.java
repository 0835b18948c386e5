package io.tripmill.landing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Spreads files over tasks so that each has about as much to read; the same files are always spread in the same way. */
final class FileShares {
    /** What one task reads if there are enough tasks; half of Spark's own 128 MB, as text and gzip take longer than Parquet. */
    private static final long BYTES_PER_SHARE = 64L * 1024 * 1024;

    /** What opening a file costs, in bytes read meanwhile: keeps a task from getting all of the small files. */
    private static final long BYTES_PER_OPENING = 1024L * 1024;

    private FileShares() {}

    private static final class Share {
        private final int number;
        private final List<LandedFile> files = new ArrayList<>();
        private long bytes;

        Share(int number) {
            this.number = number;
        }

        void add(LandedFile file) {
            files.add(file);
            bytes += file.lengthBytes() + BYTES_PER_OPENING;
        }
    }

    /** Shares that are not empty, about the greater of two per core and one per 64 MB, but no more than there are files. */
    static List<List<LandedFile>> spread(List<LandedFile> files, int cores) {
        long totalBytes = files.stream().mapToLong(LandedFile::lengthBytes).sum();
        long wanted = Math.max(2L * cores, (totalBytes + BYTES_PER_SHARE - 1) / BYTES_PER_SHARE);
        PriorityQueue<Share> lightestFirst = new PriorityQueue<>(
                Comparator.<Share>comparingLong(share -> share.bytes).thenComparingInt(share -> share.number));
        for (int i = 0; i < Math.min(wanted, files.size()); i++) {
            lightestFirst.add(new Share(i));
        }
        List<LandedFile> largestFirst = files.stream()
                .sorted(Comparator.comparingLong(LandedFile::lengthBytes)
                        .reversed()
                        .thenComparing(LandedFile::uri))
                .toList();
        for (LandedFile file : largestFirst) {
            Share lightest = lightestFirst.remove();
            lightest.add(file);
            lightestFirst.add(lightest);
        }
        return lightestFirst.stream()
                .sorted(Comparator.comparingInt(share -> share.number))
                .map(share -> List.copyOf(share.files))
                .toList();
    }
}
