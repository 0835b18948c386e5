package io.tripmill.jobs.local;

import io.tripmill.job.ErrorCode;
import io.tripmill.job.Location;
import io.tripmill.job.RunFailure;
import io.tripmill.jobs.local.torture.RowMultiset;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A PostgreSQL in which each lake of a campaign has a schema of its own.
 *
 * @param url without a password
 * @param password empty where none is asked for
 * @param passwordFile from which it was read
 */
record TortureWarehouse(String url, String user, Optional<String> password, Optional<Location> passwordFile) {
    private static final String TABLE = "trips";

    /** What a step is told. */
    List<String> arguments(Path root) {
        return Stream.concat(
                        Stream.of(
                                "--table=" + TABLE,
                                "--jdbc-url=" + url,
                                "--jdbc-user=" + user,
                                "--schema=" + schema(root)),
                        passwordFile.stream().map(file -> "--password-file=" + file))
                .toList();
    }

    /** Removes what an earlier campaign left, and makes the schema of a lake. */
    void prepare(Path root) {
        String schema = schema(root);
        try (Connection connection = DriverManager.getConnection(url, account());
                Statement statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS " + schema + " CASCADE");
            statement.execute("CREATE SCHEMA " + schema);
        } catch (SQLException e) {
            throw new RunFailure(
                    ErrorCode.DELIVERY,
                    "The schema " + schema + " can't be made: " + e.getMessage() + ".",
                    "Check --jdbc-url, --jdbc-user and --password-file; the driver is added with TRIPMILL_JARS.",
                    e);
        }
    }

    /** What was loaded from a lake. */
    RowMultiset rows(SparkSession spark, Path root) {
        Dataset<Row> rows = spark.read().jdbc(url, schema(root) + "." + TABLE, account());
        return RowMultiset.of(rows, Arrays.stream(rows.columns()).map(rows::col).toList());
    }

    private static String schema(Path root) {
        return "tripmill_torture_" + root.getFileName();
    }

    private Properties account() {
        Properties account = new Properties();
        account.setProperty("user", user);
        password.ifPresent(text -> account.setProperty("password", text));
        return account;
    }
}
