package io.tripmill.bench.trips;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

class TripDifferencesTest {
    private static final TripDifferences EXACT = new TripDifferences("peer", true);
    private static final TripDifferences CLOSE = new TripDifferences("peer", false);

    @Test
    void equalRowsDoNotDiffer() {
        assertThat(EXACT.between(List.of(trip(1, 10.0)), List.of(trip(1, 10.0))))
                .isEmpty();
    }

    @Test
    void theLastBitCountsWhereSumsHaveOneOrder() {
        List<Row> nearly = List.of(trip(1, Math.nextUp(10.0)));
        assertThat(EXACT.between(List.of(trip(1, 10.0)), nearly)).hasSize(1);
        assertThat(CLOSE.between(List.of(trip(1, 10.0)), nearly)).isEmpty();
    }

    @Test
    void moreThanABillionthIsADifference() {
        assertThat(CLOSE.between(List.of(trip(1, 10.0)), List.of(trip(1, 10.00000002))))
                .containsExactly("peer: trip of d at 1 has distance_m 10.00000002 instead of 10.0.");
    }

    @Test
    void aMissingTripIsADifference() {
        assertThat(CLOSE.between(List.of(trip(1, 10.0), trip(2, 10.0)), List.of(trip(1, 10.0))))
                .containsExactly("peer: 1 trips instead of 2.");
    }

    @Test
    void anotherCountIsADifference() {
        assertThat(CLOSE.between(List.of(trip(1, 10.0)), List.of(trip(2, 10.0))))
                .isNotEmpty();
    }

    @Test
    void nullIsNotZero() {
        assertThat(CLOSE.between(List.of(trip(1, null)), List.of(trip(1, 0.0)))).hasSize(1);
        assertThat(CLOSE.between(List.of(trip(1, null)), List.of(trip(1, null))))
                .isEmpty();
    }

    @Test
    void noMoreThanSomeAreListed() {
        List<Row> many = java.util.stream.LongStream.range(0, 1_000)
                .mapToObj(start -> trip(start, 1.0))
                .toList();
        List<Row> others = java.util.stream.LongStream.range(0, 1_000)
                .mapToObj(start -> trip(start, 2.0))
                .toList();
        assertThat(CLOSE.between(many, others)).hasSize(20);
    }

    private static Row trip(long startUs, @org.jspecify.annotations.Nullable Double distanceM) {
        Object[] cells = new Object[TripColumns.SCHEMA.length()];
        cells[TripColumns.DEVICE_ID] = "d";
        cells[TripColumns.START_US] = startUs;
        cells[TripColumns.SCHEMA.fieldIndex("distance_m")] = distanceM;
        return RowFactory.create(cells);
    }
}
