package io.tripmill.bench.trips;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.unix_micros;

import io.tripmill.jobs.trips.packed.Carried;
import io.tripmill.jobs.trips.packed.PackedTimelines;
import io.tripmill.jobs.trips.packed.ReadPath;
import io.tripmill.jobs.trips.packed.TimelineMachine;
import io.tripmill.jobs.trips.packed.TimelineMachines;
import io.tripmill.jobs.trips.packed.TimelinePing;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.function.Consumer;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** The trips by one machine, to which the pings of a device come in three ways. */
final class MachineTrips {
    private static final int DEVICE_ID = 0;
    private static final int TIME_US = 1;
    private static final int LAT = 2;
    private static final int LNG = 3;
    private static final int SPEED = 4;

    private MachineTrips() {}

    /**
     * Packed into fragments, which alone are shuffled: the way of this library.
     *
     * @param fastest how the pings are read if that is possible here
     * @param told is told how they are read
     */
    static Dataset<Row> packed(Dataset<Row> pings, ReadPath fastest, Consumer<ReadPath> told) {
        TimelineMachines machines = (key, rows) -> new PackedMachine(new TripMachine(key.deviceId(), rows));
        return PackedTimelines.carrying(Carried.SPEED)
                .readingBy(fastest)
                .apply(pings, TripColumns.SCHEMA, machines, told);
    }

    /** By {@code groupByKey}, sorted by Spark, which also serves where the pings of a device do not fit into memory. */
    static Dataset<Row> grouped(Dataset<Row> pings) {
        MapFunction<Row, String> device = ping -> ping.getString(DEVICE_ID);
        FlatMapGroupsFunction<String, Row, Row> trips = (id, sorted) -> new Trips(sorted);
        return selected(pings)
                .groupByKey(device, Encoders.STRING())
                .flatMapSortedGroups(new Column[] {col("us")}, trips, Encoders.row(TripColumns.SCHEMA));
    }

    /** By shuffling and sorting all rows, each partition read as a stream. */
    static Dataset<Row> sorted(Dataset<Row> pings) {
        MapPartitionsFunction<Row, Row> trips = Trips::new;
        return selected(pings)
                .repartition(col("device_id"))
                .sortWithinPartitions(col("device_id"), col("us"))
                .mapPartitions(trips, Encoders.row(TripColumns.SCHEMA));
    }

    private static Dataset<Row> selected(Dataset<Row> pings) {
        return pings.select(
                col("device_id"),
                unix_micros(col("timestamp")).as("us"),
                col("lat"),
                col("lng"),
                col("speed").cast("double").as("speed"));
    }

    private record PackedMachine(TripMachine machine) implements TimelineMachine {
        @Override
        public void ping(TimelinePing ping) {
            machine.ping(ping.timeUs(), ping.lat(), ping.lng(), ping.speedMps());
        }

        @Override
        public void end() {
            machine.end();
        }
    }

    /** The trips in pings sorted by device and time. */
    private static final class Trips implements Iterator<Row> {
        private final Iterator<Row> pings;
        private final Queue<Row> rows = new ArrayDeque<>();
        private String deviceId = "";
        private @Nullable TripMachine machine;

        Trips(Iterator<Row> pings) {
            this.pings = pings;
        }

        @Override
        public boolean hasNext() {
            while (rows.isEmpty() && pings.hasNext()) {
                Row ping = pings.next();
                machineOf(ping.getString(DEVICE_ID))
                        .ping(ping.getLong(TIME_US), ping.getDouble(LAT), ping.getDouble(LNG), ping.getDouble(SPEED));
            }
            if (rows.isEmpty() && machine != null) {
                machine.end();
                machine = null;
            }
            return !rows.isEmpty();
        }

        @Override
        public Row next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return rows.remove();
        }

        private TripMachine machineOf(String id) {
            if (machine == null || !id.equals(deviceId)) {
                if (machine != null) {
                    machine.end();
                }
                deviceId = id;
                machine = new TripMachine(id, rows::add);
            }
            return machine;
        }
    }
}
