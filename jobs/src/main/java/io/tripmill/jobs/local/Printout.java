package io.tripmill.jobs.local;

import io.tripmill.job.Args;
import io.tripmill.job.Param;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** How rows are printed, and how many of them. */
record Printout(RowFormat format, Optional<Integer> limit) {
    static final Param<Integer> LIMIT = Param.wholeNumber(
                    "limit", "How many rows at the most; a table shows 20 if left out, csv and json show all.")
            .where("0 or more", limit -> limit >= 0)
            .optional();
    static final Param<RowFormat> FORMAT =
            Param.oneOf("format", "How to print.", RowFormat.class).orElse(RowFormat.TABLE);

    private static final int ROWS_OF_A_TABLE = 20;

    static Printout of(Args args) {
        return new Printout(args.get(FORMAT), args.find(LIMIT));
    }

    /** Prints the rows in their order; what is left out is told on the other stream. */
    void print(Dataset<Row> rows, PrintStream out, PrintStream err) {
        List<String> names = List.of(rows.columns());
        if (format == RowFormat.TABLE) {
            int most = limit.orElse(ROWS_OF_A_TABLE);
            List<Row> first =
                    rows.limit(most == Integer.MAX_VALUE ? most : most + 1).collectAsList();
            List<Row> shown = new ArrayList<>(first.subList(0, Math.min(most, first.size())));
            format.print(names, shown.iterator(), out);
            if (first.size() > most) {
                err.println("Only " + most + " rows are shown; --limit shows more.");
            }
        } else {
            Iterator<Row> all = limit.map(rows::limit).orElse(rows).toLocalIterator();
            format.print(names, all, out);
        }
    }
}
