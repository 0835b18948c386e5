package io.tripmill.jobs.aggregates;

import static org.apache.spark.sql.functions.conv;
import static org.apache.spark.sql.functions.hex;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.udf;

import io.tripmill.geo.H3Cells;
import io.tripmill.schema.Field;
import io.tripmill.schema.Trips;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;

/**
 * The H3 cells in which trips start and end and stays lie, at one resolution.
 *
 * <p>Up to the resolution of the stored cells it is their ancestor: a cell's trips are the sum of its children's. Near an edge that
 * may be another cell than the one drawn around the point. Finer cells are found around the point.
 *
 * @param resolution from 0, cells as large as countries, to 15, a square metre
 */
record TripCells(int resolution) implements Zoning {
    /** A cell's 64 bits end in its resolution (4 bits), its base cell (7) and a digit (3) for each resolution from 1 to 15. */
    private static final int BITS_OF_A_DIGIT = 3;

    private static final int RESOLUTION_AT_BIT = 52;
    private static final long RESOLUTION_BITS = 0xFL << RESOLUTION_AT_BIT;

    @Override
    public Column start() {
        return cell(Trips.START_H3, Trips.START_LAT, Trips.START_LNG);
    }

    @Override
    public Column end() {
        return cell(Trips.END_H3, Trips.END_LAT, Trips.END_LNG);
    }

    private Column cell(Field stored, Field lat, Field lng) {
        return resolution <= Trips.H3_RESOLUTION ? ancestor(stored.col()) : around(lat, lng);
    }

    @Override
    public Column around(Field lat, Field lng) {
        return udf(new CellAround(resolution), DataTypes.StringType).apply(lat.col(), lng.col());
    }

    /**
     * The cell of this resolution that a cell lies in: this resolution in place of its own, and 7, which stands for no digit, in place
     * of every finer digit.
     *
     * @param cell of this resolution or a finer one
     */
    Column ancestor(Column cell) {
        long noDigits = (1L << (BITS_OF_A_DIGIT * (H3Cells.FINEST - resolution))) - 1;
        Column bits = conv(cell, 16, 10).cast(DataTypes.LongType);
        return lower(hex(bits.bitwiseAND(lit(~RESOLUTION_BITS))
                .bitwiseOR(lit((long) resolution << RESOLUTION_AT_BIT))
                .bitwiseOR(lit(noDigits))));
    }
}
