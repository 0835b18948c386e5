package io.tripmill.jobs.aggregates;

import io.tripmill.geo.H3Cells;
import io.tripmill.geo.Point;
import org.apache.spark.sql.api.java.UDF2;

/** Finds the H3 cell around a point, given by latitude and longitude in degrees, neither of them null. */
record CellAround(int resolution) implements UDF2<Double, Double, String> {
    @Override
    public String call(Double lat, Double lng) {
        return H3Cells.at(new Point(lat, lng), resolution);
    }
}
