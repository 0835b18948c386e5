package io.tripmill.quality.measure;

import java.io.Serializable;
import java.util.Arrays;
import java.util.function.LongConsumer;

/** Primitive longs that grow in number. */
final class LongList implements Serializable {
    private static final long serialVersionUID = 1L;

    private long[] values = new long[1 << 8];
    private int size;

    int size() {
        return size;
    }

    void add(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, Math.addExact(size, Math.max(size / 2, 1)));
        }
        values[size++] = value;
    }

    long get(int index) {
        return values[index];
    }

    /** The array behind it; only the first {@link #size()} values count. */
    long[] values() {
        return values;
    }

    void forEach(LongConsumer consumer) {
        for (int i = 0; i < size; i++) {
            consumer.accept(values[i]);
        }
    }
}
