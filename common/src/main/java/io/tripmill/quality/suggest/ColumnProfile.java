package io.tripmill.quality.suggest;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/**
 * What was seen of one column.
 *
 * @param rows of the dataset
 * @param missing rows where it is NULL
 * @param distinct about how many different values it has
 * @param numbers the least and the greatest number; empty if there is none, or one that is not finite
 * @param lengths the characters of the shortest and of the longest text; empty if there is none
 * @param times the earliest and the latest moment, in the zone of the session; empty if there is none
 * @param readableAs the DQDL names of the types that every text can be read as
 */
record ColumnProfile(
        String name,
        Kind kind,
        long rows,
        long missing,
        long distinct,
        Optional<Span<BigDecimal>> numbers,
        Optional<Span<Long>> lengths,
        Optional<Span<LocalDateTime>> times,
        List<String> readableAs) {

    /** The ends of a range, both of them inside. */
    record Span<T>(T least, T greatest) {
        @Override
        public String toString() {
            return least.equals(greatest) ? least.toString() : least + " to " + greatest;
        }
    }

    ColumnProfile {
        readableAs = List.copyOf(readableAs);
    }

    long present() {
        return rows - missing;
    }

    /** SQL for the rows that have a value; empty if all have one. */
    Optional<String> wherePresent() {
        return missing == 0 ? Optional.empty() : Optional.of("`" + name.replace("`", "``") + "` is not null");
    }
}
