package io.tripmill.quality.measure;

import org.apache.spark.sql.catalyst.InternalRow;

/** Rows added up: how many there are, how many meet each condition, and their numbers. */
final class RowTally {
    private final int hashes;
    private final int words;
    private long rows;
    private final long[] withBit;
    private final NumberTally[] numbers;

    /**
     * Nothing added up.
     *
     * @param hashes how many columns stand before the words
     */
    RowTally(int hashes, int words, int numbers) {
        this.hashes = hashes;
        this.words = words;
        this.withBit = new long[words * Long.SIZE];
        this.numbers = new NumberTally[numbers];
        for (int i = 0; i < numbers; i++) {
            this.numbers[i] = new NumberTally();
        }
    }

    void add(InternalRow row) {
        rows++;
        for (int word = 0; word < words; word++) {
            long bits = row.getLong(hashes + word);
            while (bits != 0) {
                withBit[word * Long.SIZE + Long.numberOfTrailingZeros(bits)]++;
                bits &= bits - 1;
            }
        }
        for (int i = 0; i < numbers.length; i++) {
            if (!row.isNullAt(hashes + words + i)) {
                numbers[i].add(row.getDouble(hashes + words + i));
            }
        }
    }

    void add(RowTally other) {
        rows += other.rows;
        for (int bit = 0; bit < withBit.length; bit++) {
            withBit[bit] += other.withBit[bit];
        }
        for (int i = 0; i < numbers.length; i++) {
            numbers[i].add(other.numbers[i]);
        }
    }

    long rows() {
        return rows;
    }

    /** How many rows meet a condition. */
    long rowsWith(int condition) {
        return withBit[condition];
    }

    NumberTally numbers(int index) {
        return numbers[index];
    }

    /** All of it as longs. */
    LongList written() {
        LongList longs = new LongList();
        longs.add(rows);
        for (long count : withBit) {
            longs.add(count);
        }
        for (NumberTally tally : numbers) {
            tally.write(longs);
        }
        return longs;
    }

    /** Adds what another tally of the same layout wrote. */
    void addWritten(LongList longs) {
        RowTally other = new RowTally(hashes, words, numbers.length);
        other.rows = longs.get(0);
        for (int bit = 0; bit < withBit.length; bit++) {
            other.withBit[bit] = longs.get(1 + bit);
        }
        for (int i = 0; i < numbers.length; i++) {
            other.numbers[i] = NumberTally.read(longs, 1 + withBit.length + i * NumberTally.LONGS);
        }
        add(other);
    }
}
