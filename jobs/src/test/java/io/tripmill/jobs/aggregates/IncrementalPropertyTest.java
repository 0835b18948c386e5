package io.tripmill.jobs.aggregates;

import static io.tripmill.testkit.RowsAssert.assertThatRows;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripmill.geo.H3Cells;
import io.tripmill.geo.Point;
import io.tripmill.jobs.EmbeddedLake;
import io.tripmill.run.RunReport;
import io.tripmill.schema.DailyOdFlows;
import io.tripmill.schema.DailyTrips;
import io.tripmill.schema.Field;
import io.tripmill.schema.HourlyTrips;
import io.tripmill.schema.OdFlows;
import io.tripmill.schema.Trips;
import io.tripmill.testkit.Property;
import io.tripmill.testkit.SparkTest;
import io.tripmill.time.ServiceCalendar;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After any changes of trips, an incremental run leaves what a full one would, bit by bit. */
@SparkTest
@Tag("full")
class IncrementalPropertyTest {
    private static final ServiceCalendar BERLIN = new ServiceCalendar(ZoneId.of("Europe/Berlin"), LocalTime.of(3, 0));

    /** Five days around the night in which the clock is put back. */
    private static final Instant BEGIN = Instant.parse("2026-10-23T00:00:00Z");

    private static final long SPAN_US = 5 * 86_400_000_000L;

    private final SparkSession spark;

    /** Trips as they should be stored, by id. */
    private Map<String, Row> trips = new TreeMap<>();

    IncrementalPropertyTest(SparkSession spark) {
        this.spark = spark;
    }

    @Test
    void incrementalEqualsFull(@TempDir Path folder) {
        Property.check(1, seeded -> {
            trips = new TreeMap<>();
            EmbeddedLake lake = new EmbeddedLake(spark, folder.resolve("lake-" + seeded.nextLong()));
            lake.make(BERLIN.zone(), BERLIN.dayStart());
            add(60, seeded);
            lake.run(ChangeTrips.all(rows(trips.values())));
            lake.aggregate();
            for (int round = 0; round < 3; round++) {
                Set<LocalDate> touched = change(lake, round, seeded);
                RunReport report = lake.aggregate();
                assertThat(report.serviceDates()).containsExactlyElementsOf(touched);
                assertWhole(lake);
            }
            assertEveryTripIsCountedOnce(lake);
            lake.aggregate("--recompute", "full");
            assertWhole(lake);
        });
    }

    /** Tables equal what queries say of all trips in another order. */
    private void assertWhole(EmbeddedLake lake) {
        List<Row> shuffled = new ArrayList<>(trips.values());
        Collections.shuffle(shuffled, new Random(trips.size()));
        Dataset<Row> all = rows(shuffled).repartition(5);
        LocalHours hours = new LocalHours(BERLIN.zone());
        TripCells cells = new TripCells(8);
        assertThatRows(lake.read(HourlyTrips.TABLE))
                .hasSameRowsAs(
                        HourlyTrips.TABLE.conform(DayKinds.NONE.named(TripQueries.hourlyTrips(all, hours, cells))));
        assertThatRows(lake.read(DailyTrips.TABLE))
                .hasSameRowsAs(DailyTrips.TABLE.conform(DayKinds.NONE.named(TripQueries.dailyTrips(all, cells))));
        assertThatRows(lake.read(OdFlows.TABLE))
                .hasSameRowsAs(OdFlows.TABLE.conform(TripQueries.odFlows(all, hours, cells)));
        assertThatRows(lake.read(DailyOdFlows.TABLE))
                .hasSameRowsAs(DailyOdFlows.TABLE.conform(DayKinds.NONE.named(TripQueries.dailyOdFlows(all, cells))));
    }

    private void assertEveryTripIsCountedOnce(EmbeddedLake lake) {
        Row counted = lake.read(HourlyTrips.TABLE)
                .agg(
                        sum(col("trips").plus(col("short_trips")).plus(col("open_trips"))),
                        sum("trips"),
                        sum("trips_ended"))
                .head();
        assertThat(counted.getLong(0)).isEqualTo(trips.size());
        assertThat(counted.getLong(2)).isEqualTo(counted.getLong(1));
        for (String figure : List.of("trips", "short_trips", "open_trips", "trips_ended")) {
            assertThat(lake.read(DailyTrips.TABLE).agg(sum(figure)).head())
                    .isEqualTo(lake.read(HourlyTrips.TABLE).agg(sum(figure)).head());
        }
        assertThat(lake.read(OdFlows.TABLE).agg(sum("trips")).head().getLong(0)).isEqualTo(counted.getLong(1));
    }

    /** Adds and changes some trips by a merge, or removes some by date, and says which dates that touches. */
    private Set<LocalDate> change(EmbeddedLake lake, int round, RandomGenerator seeded) {
        List<String> ids = someIds(3, seeded);
        Set<LocalDate> touched = new TreeSet<>(datesOf(ids));
        if (round % 2 == 0) {
            ids.add("late-" + round);
            ids.forEach(id -> trips.put(id, trip(id, seeded)));
            touched.addAll(datesOf(ids));
            lake.run(ChangeTrips.merged(rows(tripsWhere(row -> ids.contains(row.getString(0))))));
        } else {
            trips.keySet().removeAll(ids);
            lake.run(ChangeTrips.of(List.copyOf(touched), rows(tripsWhere(row -> touched.contains(serviceDate(row))))));
        }
        return touched;
    }

    private List<Row> tripsWhere(Predicate<Row> holds) {
        return trips.values().stream().filter(holds).toList();
    }

    private Set<LocalDate> datesOf(List<String> ids) {
        return tripsWhere(row -> ids.contains(row.getString(0))).stream()
                .map(IncrementalPropertyTest::serviceDate)
                .collect(Collectors.toSet());
    }

    private List<String> someIds(int count, RandomGenerator seeded) {
        List<String> ids = new ArrayList<>(trips.keySet());
        Collections.shuffle(ids, new Random(seeded.nextLong()));
        return new ArrayList<>(ids.subList(0, count));
    }

    private void add(int count, RandomGenerator seeded) {
        for (int i = 0; i < count; i++) {
            String id = Long.toHexString(seeded.nextLong());
            trips.put(id, trip(id, seeded));
        }
    }

    private static Row trip(String id, RandomGenerator seeded) {
        long startUs = ChronoUnit.MICROS.between(Instant.EPOCH, BEGIN) + seeded.nextLong(SPAN_US);
        Instant start = Instant.EPOCH.plus(startUs, ChronoUnit.MICROS);
        Map<Field, Object> values = new HashMap<>();
        values.put(Trips.TRIP_ID, id);
        values.put(Trips.PROVIDER_ID, seeded.nextBoolean() ? "acme" : "beta");
        values.put(Trips.DEVICE_ID, "d" + seeded.nextInt(20));
        values.put(Trips.MOVING_TIME_S, seeded.nextDouble(600));
        values.put(Trips.START_TIME, start);
        values.put(Trips.END_TIME, start.plus(seeded.nextLong(7_200_000_000L), ChronoUnit.MICROS));
        values.put(Trips.SERVICE_DATE, BERLIN.serviceDate(startUs));
        values.put(Trips.START_H3, cell(seeded));
        values.put(Trips.END_H3, cell(seeded));
        values.put(Trips.DISTANCE_M, seeded.nextDouble(1e5));
        values.put(Trips.IS_OPEN, seeded.nextInt(5) == 0);
        values.put(
                Trips.FLAGS,
                switch (seeded.nextInt(4)) {
                    case 0 -> new String[] {"GAP_END", "SHORT_DISTANCE"};
                    case 1 -> new String[] {"SHORT_DURATION"};
                    default -> new String[0];
                });
        if (seeded.nextBoolean()) {
            values.put(Trips.VEHICLE_TYPE, "bus");
        }
        if (seeded.nextBoolean()) {
            values.put(Trips.MODE, "car");
        }
        return RowFactory.create(Trips.TABLE.fields().stream().map(values::get).toArray());
    }

    private static String cell(RandomGenerator seeded) {
        return H3Cells.at(
                new Point(52.5 + seeded.nextDouble(0.02), 13.4 + seeded.nextDouble(0.02)), Trips.H3_RESOLUTION);
    }

    private static LocalDate serviceDate(Row trip) {
        return (LocalDate) trip.get(Trips.TABLE.fields().indexOf(Trips.SERVICE_DATE));
    }

    private Dataset<Row> rows(Collection<Row> trips) {
        return spark.createDataFrame(List.copyOf(trips), Trips.TABLE.schema());
    }
}
