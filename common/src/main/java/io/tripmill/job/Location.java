package io.tripmill.job;

import java.net.URI;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.Path;

/**
 * A place that an argument names: a URI of any Hadoop file system, or a plain local path relative to the caller's folder.
 *
 * @param uri with a scheme, always
 */
public record Location(String uri) {

    public Location {
        if (!hasScheme(uri)) {
            throw new IllegalArgumentException("not a URI with a scheme: " + uri);
        }
    }

    /**
     * Reads a URI or a plain path.
     *
     * @throws IllegalArgumentException with what the text is, if it is neither
     */
    public static Location of(String text) {
        String place = text.strip();
        if (place.isEmpty()) {
            throw new IllegalArgumentException("empty, but must be a URI or a path");
        }
        if (place.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("not a URI or a path");
        }
        if (hasScheme(place)) {
            Location location = new Location(withoutTrailingSlash(place));
            location.refuseUnlessUsable();
            return location;
        }
        return new Location(
                "file:" + Paths.get("").toAbsolutePath().resolve(place).normalize());
    }

    /** Reads places separated by commas; a comma inside braces belongs to a glob. */
    static List<Location> list(String text) {
        List<Location> places = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i == text.length() ? ',' : text.charAt(i);
            if (c == '{') {
                depth++;
            } else if (c == '}') {
                depth--;
            } else if (c == ',' && (depth <= 0 || i == text.length())) {
                places.add(of(text.substring(start, i)));
                start = i + 1;
            }
        }
        return List.copyOf(places);
    }

    /** The place of a file or folder below this one. */
    public Location child(String relativePath) {
        return new Location(uri + "/" + relativePath);
    }

    /** Hadoop reads what java.net.URI does not, such as a blank, and refuses some of what it does. */
    private void refuseUnlessUsable() {
        URI place;
        try {
            place = path().toUri();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not a URI or a path", e);
        }
        if (uri.matches("s3[an]?:.*") && place.getAuthority() == null) {
            throw new IllegalArgumentException("a URI without a bucket");
        }
    }

    /** Whether it is on the disk of this machine. */
    public boolean isLocal() {
        return uri.startsWith("file:");
    }

    public Path path() {
        return new Path(uri);
    }

    private static boolean hasScheme(String text) {
        return text.matches("[A-Za-z][A-Za-z0-9+.-]+:.*");
    }

    private static String withoutTrailingSlash(String uri) {
        String shorter = uri;
        while (shorter.endsWith("/") && !shorter.endsWith(":/") && !shorter.endsWith("//")) {
            shorter = shorter.substring(0, shorter.length() - 1);
        }
        return shorter;
    }

    @Override
    public String toString() {
        return uri;
    }
}
