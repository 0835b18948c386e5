package io.tripmill.quality.dqdl;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds what a misspelt word was meant to be. */
final class Spelling {
    private Spelling() {}

    /**
     * Of the words, the one that takes the fewest insertions, deletions and replacements to make, whatever the case; empty if it takes
     * more than a third of its letters.
     */
    static Optional<String> nearest(String word, List<String> words) {
        String lower = word.toLowerCase(Locale.ROOT);
        return words.stream()
                .min(Comparator.comparingInt(known -> distance(lower, known.toLowerCase(Locale.ROOT))))
                .filter(known -> 3 * distance(lower, known.toLowerCase(Locale.ROOT)) <= known.length());
    }

    private static int distance(String from, String to) {
        String start = from.substring(0, Math.min(from.length(), 2 * to.length()));
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= start.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (start.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
