package io.tripmill.job;

import static java.util.Objects.requireNonNull;

import io.tripmill.schema.Field;
import io.tripmill.schema.Table;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/** A change of what a lake keeps, and how, that no row of a plan stands for. Made once more, it finds nothing to do. */
public sealed interface Upkeep permits Upkeep.MoveHorizon, Upkeep.OfTable {

    /**
     * Rows that start before this service date don't change from now on.
     *
     * @param horizon not before the one that the lake has
     */
    record MoveHorizon(LocalDate horizon) implements Upkeep {
        public MoveHorizon {
            requireNonNull(horizon, "horizon");
        }
    }

    /** An upkeep of one table, which must be there. */
    sealed interface OfTable extends Upkeep permits RemoveBefore, Compact, RemoveOldFiles, Erase {
        Table table();
    }

    /**
     * Rows of earlier service dates leave the table.
     *
     * @param first the first date whose rows stay
     */
    record RemoveBefore(Table table, LocalDate first) implements OfTable {
        public RemoveBefore {
            requireNonNull(table, "table");
            requireNonNull(first, "first");
        }
    }

    /**
     * Many small files become few; no row changes, and the change feed says nothing of it.
     *
     * @param targetFileBytes how large a file may become; a table laid out by device keeps its own size, which is what prunes
     */
    record Compact(Table table, long targetFileBytes) implements OfTable {
        public Compact {
            requireNonNull(table, "table");
        }
    }

    /**
     * Files that no version needs which was the newest within this time are removed.
     *
     * @param keptFor how long a version can be read after another took its place
     */
    record RemoveOldFiles(Table table, Duration keptFor) implements OfTable {
        public RemoveOldFiles {
            requireNonNull(table, "table");
            requireNonNull(keptFor, "keptFor");
        }
    }

    /**
     * The rows of devices leave the table, and every file that held them leaves the lake: no earlier version can be read any more.
     *
     * @param texts the columns in whose text a device's id is looked for; empty: rows have a provider_id and a device_id
     */
    record Erase(Table table, List<Field> texts, List<Device> devices) implements OfTable {
        public Erase {
            requireNonNull(table, "table");
            texts = List.copyOf(texts);
            devices = List.copyOf(devices);
        }
    }
}
