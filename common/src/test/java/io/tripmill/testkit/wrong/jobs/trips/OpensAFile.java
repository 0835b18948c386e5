package io.tripmill.testkit.wrong.jobs.trips;

import java.io.File;
import java.net.URI;

/** A place is a URI of any file system; a URI itself is only a name. */
final class OpensAFile {
    private OpensAFile() {}

    static boolean isThere(URI place) {
        return new File(place).exists();
    }
}
