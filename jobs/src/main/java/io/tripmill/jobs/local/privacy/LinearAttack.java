package io.tripmill.jobs.local.privacy;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Computes hidden counts from sums that are known: exact elimination over whole numbers. What it solves follows from the sums; what it does
 * not solve has more than one solution.
 *
 * @param <V> names a hidden count
 */
public final class LinearAttack<V> {
    private final Comparator<? super V> order;

    /** Solved as far as they can be: the count by which each is named is in no other. */
    private final Map<V, Equation<V>> rows = new LinkedHashMap<>();

    /**
     * A known combination of hidden counts.
     *
     * @param factors of the counts, none of them 0
     */
    public record Equation<V>(Map<V, BigInteger> factors, BigInteger sum) {
        public Equation {
            factors = Map.copyOf(factors);
        }

        /** The sum of these counts. */
        public static <V> Equation<V> sum(Iterable<V> counts, long sum) {
            Map<V, BigInteger> factors = new HashMap<>();
            counts.forEach(count -> factors.put(count, BigInteger.ONE));
            return new Equation<>(factors, BigInteger.valueOf(sum));
        }

        /** This one without the counts that are known. */
        public Equation<V> less(Map<V, BigInteger> known) {
            Map<V, BigInteger> left = new HashMap<>(factors);
            left.keySet().removeAll(known.keySet());
            BigInteger rest = sum;
            for (Map.Entry<V, BigInteger> factor : factors.entrySet()) {
                BigInteger count = known.getOrDefault(factor.getKey(), BigInteger.ZERO);
                rest = rest.subtract(factor.getValue().multiply(count));
            }
            return new Equation<>(left, rest);
        }

        private Optional<BigInteger> factor(V count) {
            return Optional.ofNullable(factors.get(count));
        }

        /** This one, less so much of the other that a count is in it no longer. */
        private Equation<V> without(V count, Equation<V> other) {
            BigInteger own = factor(count).orElseThrow();
            BigInteger others = other.factor(count).orElseThrow();
            Map<V, BigInteger> left = new HashMap<>();
            factors.forEach((name, factor) -> left.put(name, factor.multiply(others)));
            other.factors.forEach(
                    (name, factor) -> left.merge(name, factor.multiply(own).negate(), BigInteger::add));
            left.values().removeIf(factor -> factor.signum() == 0);
            return new Equation<>(left, sum.multiply(others).subtract(other.sum.multiply(own))).shortened();
        }

        private Equation<V> shortened() {
            BigInteger divisor = factors.values().stream().reduce(sum.abs(), BigInteger::gcd);
            if (divisor.signum() == 0 || divisor.equals(BigInteger.ONE)) {
                return this;
            }
            Map<V, BigInteger> shorter = new HashMap<>();
            factors.forEach((name, factor) -> shorter.put(name, factor.divide(divisor)));
            return new Equation<>(shorter, sum.divide(divisor));
        }
    }

    /** @param order of the hidden counts, so that the same sums are always solved in the same way */
    public LinearAttack(List<Equation<V>> known, Comparator<? super V> order) {
        this.order = order;
        known.forEach(this::add);
    }

    private void add(Equation<V> equation) {
        Equation<V> left = equation;
        for (Map.Entry<V, Equation<V>> row : rows.entrySet()) {
            if (left.factor(row.getKey()).isPresent()) {
                left = left.without(row.getKey(), row.getValue());
            }
        }
        if (left.factors().isEmpty()) {
            return;
        }
        V name = left.factors().keySet().stream().min(order).orElseThrow();
        Equation<V> added = left;
        rows.replaceAll((other, row) -> row.factor(name).isPresent() ? row.without(name, added) : row);
        rows.put(name, added);
    }

    /** The hidden counts that have only one solution, with it. */
    public Map<V, BigInteger> solutions() {
        Map<V, BigInteger> solutions = new TreeMap<>(order);
        rows.values().stream().filter(row -> row.factors().size() == 1).forEach(row -> row.factors()
                .forEach((count, factor) -> solutions.put(count, row.sum().divide(factor))));
        return solutions;
    }

    /** Sums of hidden counts that are known, as far as elimination shortens them; each counts every one of them once. */
    public List<Equation<V>> sums() {
        return rows.values().stream()
                .filter(row -> row.factors().values().stream().allMatch(BigInteger.ONE::equals))
                .toList();
    }
}
