package io.tripmill.testkit.wrong.jobs.trips;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Storage is the runner's, by whatever API. */
final class OpensABucket {
    private OpensABucket() {}

    static boolean isThere(Path place) throws IOException {
        return place.getFileSystem(new Configuration()).exists(place);
    }
}
