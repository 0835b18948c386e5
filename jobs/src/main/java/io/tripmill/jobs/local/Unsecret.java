package io.tripmill.jobs.local;

import java.util.regex.Pattern;

/** Text without what may open a door: passwords in URLs and in properties, and the signatures of presigned URLs. */
final class Unsecret {
    private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^/@\\s]+@");
    private static final Pattern NAMED = Pattern.compile(
            "(?i)((?:[a-z0-9_-]*(?:password|passwd|pwd|secret|token|signature|credential|api[_-]?key|access[_-]?key(?:[_-]?id)?))=)[^&;,\\s\"']+");

    private Unsecret() {}

    /** The text with three dots in the place of each. */
    static String of(String text) {
        return NAMED.matcher(USER_INFO.matcher(text).replaceAll("...@")).replaceAll("$1...");
    }
}
