package io.tripmill.jobs.aggregates;

import static io.tripmill.testkit.PlanAssert.assertThatPlanOf;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import com.uber.h3core.H3Core;
import io.tripmill.geo.H3Cells;
import io.tripmill.geo.Point;
import io.tripmill.schema.Trips;
import io.tripmill.testkit.SparkTest;
import io.tripmill.testkit.TextTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

@SparkTest
class TripCellsTest {
    private final SparkSession spark;
    private final H3Core h3;

    TripCellsTest(SparkSession spark) throws IOException {
        this.spark = spark;
        this.h3 = H3Core.newInstance();
    }

    @Test
    void coarserCellsAreTheParentsThatH3Names() {
        List<String> cells = new ArrayList<>();
        for (String pentagon : h3.getPentagonAddresses(Trips.H3_RESOLUTION)) {
            cells.addAll(h3.gridDisk(pentagon, 1));
        }
        Random random = new Random(7);
        for (int i = 0; i < 500; i++) {
            Point point = new Point(random.nextDouble(-90, 90), random.nextDouble(-180, 180));
            cells.add(H3Cells.at(point, Trips.H3_RESOLUTION));
        }
        Column[] ancestors = IntStream.rangeClosed(0, Trips.H3_RESOLUTION)
                .mapToObj(resolution -> new TripCells(resolution).ancestor(col("value")))
                .toArray(Column[]::new);

        List<Row> found =
                spark.createDataset(cells, Encoders.STRING()).select(ancestors).collectAsList();

        for (int i = 0; i < cells.size(); i++) {
            for (int resolution = 0; resolution <= Trips.H3_RESOLUTION; resolution++) {
                assertThat(found.get(i).getString(resolution))
                        .as(cells.get(i))
                        .isEqualTo(h3.cellToParentAddress(cells.get(i), resolution));
            }
        }
    }

    @Test
    void finerCellsLieAroundTheEndsOfTheTrip() {
        for (int resolution = Trips.H3_RESOLUTION + 1; resolution <= H3Cells.FINEST; resolution++) {
            TripCells cells = new TripCells(resolution);
            Row found = trip().select(cells.start(), cells.end()).head();
            assertThat(found.getString(0)).isEqualTo(h3.latLngToCellAddress(35.0, 139.0, resolution));
            assertThat(found.getString(1)).isEqualTo(h3.latLngToCellAddress(-35.5, -0.25, resolution));
        }
    }

    @Test
    void noFunctionHidesTheStoredCells() {
        TripCells cells = new TripCells(Trips.H3_RESOLUTION);
        assertThatPlanOf(trip().select(cells.start(), cells.end())).hasNoUdf();
        assertThat(trip().select(cells.start()).head().getString(0)).isEqualTo("892f594847bffff");
    }

    private Dataset<Row> trip() {
        return TextTable.rows(spark, Trips.TABLE, """
                start_h3        | end_h3          | start_lat | start_lng | end_lat | end_lng
                892f594847bffff | 892f5948667ffff | 35.0      | 139.0     | -35.5   | -0.25
                """);
    }
}
