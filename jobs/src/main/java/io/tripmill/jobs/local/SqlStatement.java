package io.tripmill.jobs.local;

import io.tripmill.job.Args;
import io.tripmill.job.ErrorCode;
import io.tripmill.job.Param;
import io.tripmill.job.RunFailure;
import io.tripmill.run.Causes;
import io.tripmill.run.SparkSettings;
import java.io.PrintStream;
import java.util.List;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Runs a statement on the tables that runs registered with {@code --catalog-database spark:NAME}. */
final class SqlStatement {
    static final String NAME = "sql";
    static final String SENTENCE =
            "Runs the SQL statement that is given first, on tables registered with --catalog-database spark:NAME in this folder.";
    static final List<Param<?>> PARAMS = List.of(Printout.LIMIT, Printout.FORMAT);

    private final PrintStream out;
    private final PrintStream err;

    SqlStatement(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    void run(String statement, List<String> argv) {
        Args args = Args.parse(NAME, PARAMS, argv);
        Printout.of(args).print(rows(statement), out, err);
    }

    private static Dataset<Row> rows(String statement) {
        try {
            return SparkSettings.open("tripmill sql").sql(statement);
        } catch (Exception e) {
            // Thrown without being declared: Scala has no checked exceptions.
            if (e instanceof AnalysisException) {
                throw new RunFailure(
                        ErrorCode.ARGUMENT,
                        "The statement can't be run: " + Causes.sentence(e),
                        "Correct it; tripmill sql \"SHOW TABLES IN mobility\" lists the tables of a database.",
                        e);
            }
            throw e;
        }
    }
}
