package io.tripmill.job;

import java.util.regex.Pattern;

/**
 * Takes secrets out of texts that others read: reports, messages, logs. Arguments name the places of secrets and hold none; this is for
 * those who put one into a URL all the same, and for what drivers and stores quote.
 */
public final class Redaction {
    /** What stands for a secret. */
    public static final String MASK = "***";

    /** Names of settings and of parameters of URLs that hold secrets, those of presigned URLs among them. */
    public static final String SECRET_NAMES =
            "(?i)secret|passw(or)?d|pwd|token|signature|credential|access[-_.]?key|session[-_.]?key|pseudonym";

    private static final Pattern ASSIGNED =
            Pattern.compile("((?:" + SECRET_NAMES + ")[\\w.-]{0,40}=)[^\\s&;,\"'\\\\)\\]}<>]+");
    private static final Pattern USER_INFO = Pattern.compile("://[^/\\s:@\"\\\\]{1,200}:[^/\\s@\"\\\\]{1,200}@");

    private Redaction() {}

    /** The text with {@value #MASK} in the place of each secret. */
    public static String of(String text) {
        String withoutUsers = USER_INFO.matcher(text).replaceAll("://" + MASK + "@");
        return ASSIGNED.matcher(withoutUsers).replaceAll("$1" + MASK);
    }
}
