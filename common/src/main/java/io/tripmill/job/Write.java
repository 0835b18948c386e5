package io.tripmill.job;

import static java.util.Objects.requireNonNull;

import io.tripmill.schema.Field;
import io.tripmill.schema.Table;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A change of one table, made in one commit. */
public sealed interface Write permits Write.ReplaceAll, Write.ReplaceDates, Write.ReplaceFiles, Write.Upsert {

    Table table();

    Dataset<Row> rows();

    /** These rows are the table from now on. */
    record ReplaceAll(Table table, Dataset<Row> rows) implements Write {
        public ReplaceAll {
            requireNonNull(table, "table");
            requireNonNull(rows, "rows");
        }
    }

    /** These rows, which lie on these service dates, are the table's rows of these dates from now on; a date may end up empty. */
    record ReplaceDates(Table table, Dataset<Row> rows, ServiceDates dates) implements Write {
        public ReplaceDates {
            requireNonNull(table, "table");
            requireNonNull(rows, "rows");
            requireNonNull(dates, "dates");
        }
    }

    /**
     * These rows replace whatever is stored for the landing files of this run.
     *
     * @param fileColumn the column that holds the file's URI
     */
    record ReplaceFiles(Table table, Field fileColumn, Dataset<Row> rows) implements Write {
        public ReplaceFiles {
            requireNonNull(table, "table");
            requireNonNull(fileColumn, "fileColumn");
            requireNonNull(rows, "rows");
        }
    }

    /**
     * Rows whose place in the table was decided by the plan: one row for each key.
     *
     * @param matchedBy the columns that tell a stored row and its replacement to be the same; with service_date among them only files
     *     of these dates are searched
     * @param rows the table's columns, and {@link #VERDICT} and {@link #COPIES}
     * @param alone the table's columns, of rows whose keys neither another row of this write nor a stored one has
     */
    record Upsert(Table table, List<Field> matchedBy, Dataset<Row> rows, Optional<Dataset<Row>> alone)
            implements Write {
        /** String column: {@link #INSERT}, {@link #REPLACE} or {@link #DROP}. */
        public static final String VERDICT = "verdict";
        /** Long column: how many input rows had the key of this one. */
        public static final String COPIES = "copies";
        /** The key is not stored. */
        public static final String INSERT = "insert";
        /** The key is stored with a row that this one is better than. */
        public static final String REPLACE = "replace";
        /** The key is stored with a row that is as good or better. */
        public static final String DROP = "drop";

        public Upsert {
            requireNonNull(table, "table");
            matchedBy = List.copyOf(matchedBy);
            requireNonNull(rows, "rows");
            requireNonNull(alone, "alone");
        }

        /** All of them judged. */
        public Upsert(Table table, List<Field> matchedBy, Dataset<Row> rows) {
            this(table, matchedBy, rows, Optional.empty());
        }

        /** The same, with rows that are new for sure. */
        public Upsert with(Dataset<Row> rowsAlone) {
            return new Upsert(table, matchedBy, rows, Optional.of(rowsAlone));
        }
    }
}
