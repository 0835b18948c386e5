package io.tripmill.jobs.local;

import io.tripmill.job.Args;
import io.tripmill.job.ErrorCode;
import io.tripmill.job.Param;
import io.tripmill.job.RunFailure;
import io.tripmill.quality.plan.ReadOnlySql;
import io.tripmill.quality.plan.Refusal;
import io.tripmill.run.Causes;
import java.time.DateTimeException;
import java.util.Optional;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Which rows a command looks at: those that meet {@code --where}, or all. */
record WhereCondition(Optional<String> sql) {
    static final Param<String> WHERE =
            Param.text("where", "A SQL condition on the table's columns.").optional();

    static WhereCondition of(Args args) {
        return new WhereCondition(args.find(WHERE));
    }

    /** The rows that meet it. */
    Dataset<Row> applyTo(Dataset<Row> rows) {
        return sql.map(condition -> filtered(rows, condition)).orElse(rows);
    }

    /** What to throw in place of what was thrown while the rows were read. */
    RuntimeException explain(RuntimeException thrown) {
        return sql.filter(condition -> isOfTheCondition(thrown))
                .<RuntimeException>map(condition -> unusable(condition, thrown))
                .orElse(thrown);
    }

    /** A condition may be found wrong only when a row is at hand, such as a division by zero. */
    private static boolean isOfTheCondition(RuntimeException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ArithmeticException
                    || cause instanceof NumberFormatException
                    || cause instanceof DateTimeException) {
                return true;
            }
        }
        return false;
    }

    private static RunFailure unusable(String condition, Exception e) {
        return new RunFailure(
                ErrorCode.ARGUMENT,
                "--where '" + condition + "' can't be used: " + Causes.sentence(e),
                "Write a SQL condition on the columns of the table.",
                e);
    }

    private static Dataset<Row> filtered(Dataset<Row> rows, String condition) {
        try {
            ReadOnlySql.checkSelection(condition);
            return rows.filter(condition);
        } catch (Refusal refused) {
            throw unusable(condition, refused);
        } catch (Exception e) {
            // Thrown without being declared: Scala has no checked exceptions.
            if (e instanceof AnalysisException) {
                throw unusable(condition, e);
            }
            throw e;
        }
    }
}
