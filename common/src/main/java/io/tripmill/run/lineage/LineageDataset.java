package io.tripmill.run.lineage;

import static java.util.Objects.requireNonNull;

import io.tripmill.job.Location;

/**
 * How OpenLineage names a dataset.
 *
 * @param namespace the store, such as {@code s3://bucket} or {@code file}
 * @param name the path in it, for {@code file} from the root on
 */
public record LineageDataset(String namespace, String name) {
    private static final String FILE = "file:";

    public LineageDataset {
        requireNonNull(namespace, "namespace");
        requireNonNull(name, "name");
    }

    /** The dataset of a place; S3 has one name, whichever file system of Hadoop opens it. */
    public static LineageDataset at(Location place) {
        String uri = place.uri();
        if (uri.startsWith(FILE)) {
            return new LineageDataset("file", uri.substring(FILE.length()).replaceFirst("^/+", "/"));
        }
        int authority = uri.indexOf("://");
        if (authority < 0) {
            return new LineageDataset("file", uri);
        }
        String scheme = uri.substring(0, authority).replaceFirst("^s3[an]$", "s3");
        int path = uri.indexOf('/', authority + 3);
        return path < 0
                ? new LineageDataset(scheme + uri.substring(authority), "/")
                : new LineageDataset(scheme + uri.substring(authority, path), uri.substring(path + 1));
    }
}
