package io.tripmill.jobs.aggregates;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** Makes rows of what is known of a device. */
interface Telling extends Serializable {
    StructType schema();

    List<Row> rowsOf(DeviceStory story);
}
