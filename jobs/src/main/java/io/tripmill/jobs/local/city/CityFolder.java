package io.tripmill.jobs.local.city;

import java.io.IOException;
import java.io.OutputStream;

/** Where a city is written to. */
public interface CityFolder {

    /** Opens a new file; the path has slashes and is relative to the folder. */
    OutputStream create(String path) throws IOException;

    /** Dates a file that was closed; without effect where files can't be dated. */
    void date(String path, long epochMs) throws IOException;
}
