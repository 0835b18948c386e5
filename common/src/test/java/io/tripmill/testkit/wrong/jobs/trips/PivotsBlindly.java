package io.tripmill.testkit.wrong.jobs.trips;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.RelationalGroupedDataset;
import org.apache.spark.sql.Row;

/** A pivot without values starts jobs while planning; with values, which is allowed, it does not. */
public final class PivotsBlindly {
    private PivotsBlindly() {}

    static RelationalGroupedDataset blindly(Dataset<Row> trips) {
        return trips.groupBy("device_id").pivot("mode");
    }

    static RelationalGroupedDataset knowing(Dataset<Row> trips) {
        return trips.groupBy("device_id").pivot("mode", List.of("bus", "tram"));
    }
}
