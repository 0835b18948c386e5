package io.tripmill.landing;

/** Keeps the beginning of a text that is too long to be kept whole. */
final class Shortening {
    private Shortening() {}

    /** At most this many characters of the text, never half of a pair of surrogates. */
    static String cut(String text, int characters) {
        if (text.length() <= characters) {
            return text;
        }
        boolean splitsPair = Character.isHighSurrogate(text.charAt(characters - 1));
        return text.substring(0, splitsPair ? characters - 1 : characters);
    }
}
