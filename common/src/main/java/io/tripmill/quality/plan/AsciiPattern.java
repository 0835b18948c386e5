package io.tripmill.quality.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.api.java.UDF1;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression that is a row of ASCII characters and classes of them, each with a number of repetitions, as an automaton over
 * bytes. One look at each byte decides it; Java's own takes a text made of the bytes first, and ten times as long.
 */
final class AsciiPattern implements UDF1<byte[], Boolean> {
    private static final long serialVersionUID = 1L;

    private static final int BYTES = 128;
    private static final int DEAD = -1;
    private static final int MOST_ATOMS = 62;
    private static final int MOST_STATES = 256;

    /** The state after a state and a byte. */
    private final int[] next;

    /** The states in which a text may end. */
    private final BitSet accepting;

    private AsciiPattern(int[] next, BitSet accepting) {
        this.next = next;
        this.accepting = accepting;
    }

    /** The automaton; empty if the expression takes more than that. */
    static Optional<AsciiPattern> of(String regex) {
        return new Reading(regex).atoms().flatMap(AsciiPattern::compiled);
    }

    /** Whether the whole text matches; NULL for NULL. */
    @Override
    public @Nullable Boolean call(byte @Nullable [] utf8) {
        return utf8 == null ? null : matches(utf8);
    }

    boolean matches(byte[] utf8) {
        int state = 0;
        for (byte one : utf8) {
            if (one < 0) {
                return false;
            }
            state = next[state * BYTES + one];
            if (state == DEAD) {
                return false;
            }
        }
        return accepting.get(state);
    }

    /**
     * One character.
     *
     * @param mayBeMissing whether there may be none
     * @param mayRepeat whether there may be more, which only one that may be missing has
     */
    private record Atom(BitSet characters, boolean mayBeMissing, boolean mayRepeat) {}

    /** Sets of places before an atom, one bit each, become states. */
    private static Optional<AsciiPattern> compiled(List<Atom> atoms) {
        Map<Long, Integer> states = new LinkedHashMap<>();
        Deque<Long> unseen = new ArrayDeque<>();
        List<int[]> rows = new ArrayList<>();
        BitSet accepting = new BitSet();
        long start = closed(1L, atoms);
        states.put(start, 0);
        unseen.add(start);
        while (!unseen.isEmpty()) {
            long places = unseen.remove();
            accepting.set(rows.size(), (places >> atoms.size() & 1) == 1);
            int[] row = new int[BYTES];
            for (int character = 0; character < BYTES; character++) {
                long after = after(places, character, atoms);
                if (after == 0) {
                    row[character] = DEAD;
                } else {
                    if (!states.containsKey(after)) {
                        states.put(after, states.size());
                        unseen.add(after);
                    }
                    row[character] = states.get(after);
                }
            }
            rows.add(row);
            if (states.size() > MOST_STATES) {
                return Optional.empty();
            }
        }
        int[] next = rows.stream().flatMapToInt(Arrays::stream).toArray();
        return Optional.of(new AsciiPattern(next, accepting));
    }

    private static long after(long places, int character, List<Atom> atoms) {
        long after = 0;
        for (int i = 0; i < atoms.size(); i++) {
            if ((places >> i & 1) == 1 && atoms.get(i).characters().get(character)) {
                after |= 1L << (atoms.get(i).mayRepeat() ? i : i + 1);
            }
        }
        return closed(after, atoms);
    }

    private static long closed(long places, List<Atom> atoms) {
        long closed = places;
        for (int i = 0; i < atoms.size(); i++) {
            if ((closed >> i & 1) == 1 && atoms.get(i).mayBeMissing()) {
                closed |= 1L << (i + 1);
            }
        }
        return closed;
    }

    /** Reads an expression from left to right. */
    private static final class Reading {
        private static final String MEANINGFUL = "\\[](){}.*+?^$|";

        private final String regex;
        private final List<Atom> atoms = new ArrayList<>();
        private int at;

        Reading(String regex) {
            this.regex = regex;
        }

        Optional<List<Atom>> atoms() {
            while (at < regex.length()) {
                BitSet characters = characters();
                if (characters.isEmpty() || !repeat(characters) || atoms.size() > MOST_ATOMS) {
                    return Optional.empty();
                }
            }
            return Optional.of(atoms);
        }

        /** The next character or class; empty if it is none that is known here. */
        private BitSet characters() {
            if (regex.charAt(at) == '[') {
                int end = regex.indexOf(']', at);
                BitSet members = end < 0 ? new BitSet() : members(regex.substring(at + 1, end));
                at = end + 1;
                return members;
            }
            if (regex.charAt(at) == '\\' && at + 1 < regex.length()) {
                at += 2;
                return escaped(regex.charAt(at - 1));
            }
            char plain = regex.charAt(at++);
            return MEANINGFUL.indexOf(plain) < 0 ? range(plain, plain) : new BitSet();
        }

        private static BitSet escaped(char character) {
            if (character == 'd') {
                return range('0', '9');
            }
            return MEANINGFUL.indexOf(character) >= 0 ? range(character, character) : new BitSet();
        }

        /** What stands in square brackets: characters and ranges of them. */
        private static BitSet members(String inside) {
            BitSet members = new BitSet();
            for (int i = 0; i < inside.length(); i++) {
                boolean isRange = i + 2 < inside.length() && inside.charAt(i + 1) == '-';
                BitSet some = range(inside.charAt(i), inside.charAt(isRange ? i + 2 : i));
                if (some.isEmpty() || "\\[^&-".indexOf(inside.charAt(i)) >= 0) {
                    return new BitSet();
                }
                members.or(some);
                i += isRange ? 2 : 0;
            }
            return members;
        }

        private static BitSet range(char first, char last) {
            BitSet range = new BitSet();
            if (first <= last && last < BYTES) {
                range.set(first, last + 1);
            }
            return range;
        }

        /** Adds the atoms that the repetition after them asks for; false if it is none that is known here. */
        private boolean repeat(BitSet characters) {
            String quantifier = quantifier();
            boolean isKnown =
                    switch (quantifier) {
                        case "" -> add(characters, 1, 1);
                        case "?" -> add(characters, 0, 1);
                        case "*" -> add(characters, 0, Integer.MAX_VALUE);
                        case "+" -> add(characters, 1, Integer.MAX_VALUE);
                        default -> addBounded(characters, quantifier);
                    };
            at += quantifier.length();
            // A second sign makes the first one lazy or possessive.
            return isKnown && (quantifier.isEmpty() || at == regex.length() || "?+*{".indexOf(regex.charAt(at)) < 0);
        }

        private String quantifier() {
            if (at == regex.length()) {
                return "";
            }
            return switch (regex.charAt(at)) {
                case '?', '*', '+' -> regex.substring(at, at + 1);
                case '{' -> regex.substring(at, Math.max(at, regex.indexOf('}', at)) + 1);
                default -> "";
            };
        }

        private boolean addBounded(BitSet characters, String quantifier) {
            if (!quantifier.matches("\\{[0-9]{1,2}(,([0-9]{1,2})?)?}")) {
                return false;
            }
            String bounds = quantifier.substring(1, quantifier.length() - 1);
            int comma = bounds.indexOf(',');
            int least = Integer.parseInt(comma < 0 ? bounds : bounds.substring(0, comma));
            String most = comma < 0 ? bounds : bounds.substring(comma + 1);
            return add(characters, least, most.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(most));
        }

        private boolean add(BitSet characters, int least, int most) {
            for (int i = 0; i < least; i++) {
                atoms.add(new Atom(characters, false, false));
            }
            if (most == Integer.MAX_VALUE) {
                atoms.add(new Atom(characters, true, true));
            } else {
                for (int i = least; i < most; i++) {
                    atoms.add(new Atom(characters, true, false));
                }
            }
            return least <= most;
        }
    }
}
