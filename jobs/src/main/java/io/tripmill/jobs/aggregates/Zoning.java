package io.tripmill.jobs.aggregates;

import io.tripmill.schema.Field;
import org.apache.spark.sql.Column;

/** What places are counted by. */
interface Zoning {
    /** Where a trip starts. */
    Column start();

    /** Where a trip ends. */
    Column end();

    /**
     * Where a point lies.
     *
     * @param lat degrees, never null
     * @param lng degrees, never null
     */
    Column around(Field lat, Field lng);
}
