package io.tripmill.jobs.trips.packed;

import java.io.Serializable;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;

/** Starts a machine for each time line; travels to the executors. */
@FunctionalInterface
public interface TimelineMachines extends Serializable {
    /**
     * A machine for one time line.
     *
     * @param rows receives what the machine finds, whenever it finds it
     */
    TimelineMachine start(TimelineKey key, Consumer<Row> rows);
}
