package io.tripmill.jobs.aggregates;

import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Whole numbers, and what aggregates say of them; no order in which they come changes a bit of that. The figures are those of
 * {@link Measure}, bit by bit.
 *
 * <p>Sums of squares have 127 bits: enough for 10^13 numbers as large as ten days in microseconds.
 */
final class WholeNumbers {
    private long[] numbers = new long[4];
    private int count;
    private long total;
    private long squaresHigh;
    private long squaresLow;
    private boolean isSorted = true;

    /** @throws ArithmeticException if the sum is beyond 2^63 */
    void add(long number) {
        if (count == numbers.length) {
            numbers = Arrays.copyOf(numbers, count + (count >> 1));
        }
        numbers[count++] = number;
        isSorted = false;
        total = Math.addExact(total, number);
        addSquares(Math.multiplyHigh(number, number), number * number);
    }

    /** Takes all numbers of another one over. */
    void addAll(WholeNumbers other) {
        if (count + other.count > numbers.length) {
            numbers = Arrays.copyOf(numbers, count + other.count);
        }
        System.arraycopy(other.numbers, 0, numbers, count, other.count);
        count += other.count;
        isSorted = false;
        total = Math.addExact(total, other.total);
        addSquares(other.squaresHigh, other.squaresLow);
    }

    private void addSquares(long high, long low) {
        squaresLow += low;
        boolean carries = Long.compareUnsigned(squaresLow, low) < 0;
        squaresHigh = Math.addExact(squaresHigh, high + (carries ? 1 : 0));
    }

    /** The sum in units; over no number, 0. */
    double total(long partsOfAUnit) {
        return (double) total / (double) partsOfAUnit;
    }

    /** Null over no number. */
    @Nullable
    Double mean(long partsOfAUnit) {
        return count == 0 ? null : (double) total / parts(partsOfAUnit);
    }

    /** The standard deviation, by how many there are; null over no number. */
    @Nullable
    Double deviation(long partsOfAUnit) {
        if (count == 0) {
            return null;
        }
        BigInteger squares = BigInteger.valueOf(squaresHigh)
                .shiftLeft(Long.SIZE)
                .add(new BigInteger(Long.toUnsignedString(squaresLow)));
        BigInteger sum = BigInteger.valueOf(total);
        BigInteger spread = BigInteger.valueOf(count).multiply(squares).subtract(sum.multiply(sum));
        return Math.sqrt(spread.doubleValue()) / parts(partsOfAUnit);
    }

    /**
     * What a share of the numbers does not exceed, in units, interpolated between the nearest two; null over no number.
     *
     * @param share from 0 to 1
     */
    @Nullable
    Double percentile(double share, long partsOfAUnit) {
        if (count == 0) {
            return null;
        }
        if (!isSorted) {
            Arrays.sort(numbers, 0, count);
            isSorted = true;
        }
        double position = (count - 1) * share;
        int below = (int) Math.floor(position);
        int above = (int) Math.ceil(position);
        double value = numbers[below] == numbers[above]
                ? (double) numbers[below]
                : (above - position) * numbers[below] + (position - below) * numbers[above];
        return value / (double) partsOfAUnit;
    }

    /** This sum by that of another; null where that is 0. */
    @Nullable
    Double shareOf(WholeNumbers other) {
        return other.total == 0 ? null : (double) total / (double) other.total;
    }

    private double parts(long partsOfAUnit) {
        return (double) (count * partsOfAUnit);
    }
}
