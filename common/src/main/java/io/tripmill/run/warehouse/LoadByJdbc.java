package io.tripmill.run.warehouse;

import io.tripmill.job.ErrorCode;
import io.tripmill.job.RunFailure;
import io.tripmill.job.WarehouseLoad;
import io.tripmill.job.WarehouseLoad.Copying;
import io.tripmill.job.WarehouseLoad.Inserting;
import io.tripmill.run.Causes;
import io.tripmill.run.Secrets;
import io.tripmill.run.Storage;
import java.sql.Connection;
import java.sql.Date;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.jspecify.annotations.Nullable;

/** Loads a warehouse over JDBC, in one transaction: all of it or nothing. */
public final class LoadByJdbc {
    private static final int ROWS_A_BATCH = 1_000;

    private final Storage storage;
    private final Secrets secrets;

    public LoadByJdbc(Storage storage, Secrets secrets) {
        this.storage = storage;
        this.secrets = secrets;
    }

    /**
     * Loads the rows; gives what the report notes.
     *
     * @throws RunFailure if the warehouse can't be reached, refuses, holds rows of a newer version, or another number of rows
     *     than was sent; it is left as it was
     */
    public Map<String, String> load(WarehouseLoad load) {
        Optional<String> password = secrets.read(load.account().password());
        if (load.script().filling() instanceof Copying copying) {
            writeFiles(load, copying);
        }
        try (Connection connection = connect(load.account(), password)) {
            connection.setAutoCommit(false);
            try {
                carryOut(load, connection);
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                rollBack(connection, e);
                throw e;
            }
        } catch (SQLException e) {
            throw refused(load, password, e);
        }
        if (load.script().filling() instanceof Copying copying) {
            storage.deleteFolder(copying.files());
            storage.delete(copying.manifest());
        }
        long rows =
                load.rowsByDate().values().stream().mapToLong(Long::longValue).sum();
        return Map.of(
                "warehouse_rows",
                Long.toString(rows),
                "warehouse_dates",
                Integer.toString(load.rowsByDate().size()));
    }

    private static void carryOut(WarehouseLoad load, Connection connection) throws SQLException {
        WarehouseLoad.Script script = load.script();
        try (Statement statement = connection.createStatement()) {
            for (String sql : script.prepare()) {
                statement.execute(sql);
            }
            refuseOlder(load, newestVersion(statement, script));
            for (String sql : script.stage()) {
                statement.execute(sql);
            }
            if (script.filling() instanceof Inserting inserting) {
                insert(load, inserting, connection);
            } else if (script.filling() instanceof Copying copying) {
                statement.execute(copying.statement());
            }
            for (String sql : script.publish()) {
                statement.execute(sql);
            }
            refuseOtherCounts(load, counts(statement, script));
        }
    }

    private void writeFiles(WarehouseLoad load, Copying copying) {
        // An attempt that broke off may have left files that no manifest of this one may list.
        storage.deleteFolder(copying.files());
        load.rows().write().mode(SaveMode.Overwrite).parquet(copying.files().uri());
        Map<String, Long> lengths = new TreeMap<>();
        for (FileStatus file : storage.files(copying.files())) {
            lengths.put(file.getPath().toString(), file.getLen());
        }
        storage.write(copying.manifest(), CopyManifest.of(lengths));
    }

    private static OptionalLong newestVersion(Statement statement, WarehouseLoad.Script script) throws SQLException {
        try (ResultSet answer = statement.executeQuery(script.newestVersion())) {
            if (!answer.next()) {
                return OptionalLong.empty();
            }
            long version = answer.getLong(1);
            return answer.wasNull() ? OptionalLong.empty() : OptionalLong.of(version);
        }
    }

    private static void refuseOlder(WarehouseLoad load, OptionalLong loaded) {
        if (loaded.isPresent() && loaded.getAsLong() > load.lakeVersion() && !load.replacesNewer()) {
            throw new RunFailure(
                    ErrorCode.CONFLICT,
                    "The warehouse holds version " + loaded.getAsLong() + " of " + load.table()
                            + ", this run has read version " + load.lakeVersion() + ".",
                    "Run again; if the lake was made anew, run with --recompute full.");
        }
    }

    private static void insert(WarehouseLoad load, Inserting inserting, Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(inserting.statement())) {
            int waiting = 0;
            for (Iterator<Row> rows = load.rows().toLocalIterator(); rows.hasNext(); ) {
                Row row = rows.next();
                for (int i = 0; i < row.length(); i++) {
                    insert.setObject(i + 1, jdbcValue(row.get(i)));
                }
                insert.addBatch();
                if (++waiting == ROWS_A_BATCH) {
                    insert.executeBatch();
                    waiting = 0;
                }
            }
            if (waiting > 0) {
                insert.executeBatch();
            }
        }
    }

    /** A timestamp without zone means UTC there, as here; an Instant would be moved to the zone of the machine. */
    private static @Nullable Object jdbcValue(@Nullable Object value) {
        return value instanceof Instant instant ? LocalDateTime.ofInstant(instant, ZoneOffset.UTC) : value;
    }

    private static Map<LocalDate, Long> counts(Statement statement, WarehouseLoad.Script script) throws SQLException {
        Map<LocalDate, Long> counts = new TreeMap<>();
        try (ResultSet answer = statement.executeQuery(script.counts())) {
            while (answer.next()) {
                Date date = answer.getDate(1);
                counts.put(date.toLocalDate(), answer.getLong(2));
            }
        }
        return counts;
    }

    private static void refuseOtherCounts(WarehouseLoad load, Map<LocalDate, Long> found) {
        load.rowsByDate().forEach((date, expected) -> {
            long there = found.getOrDefault(date, 0L);
            if (there != expected) {
                throw new RunFailure(
                        ErrorCode.DELIVERY,
                        "The lake has " + expected + " rows of " + load.table() + " on " + date
                                + ", the warehouse would have " + there + "; it was left as it was.",
                        "Run again; if it happens again, report it with the run's JSON.");
            }
        });
    }

    private static void rollBack(Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private static Connection connect(WarehouseLoad.Account account, Optional<String> password) throws SQLException {
        Properties properties = new Properties();
        if (!account.user().isEmpty()) {
            properties.setProperty("user", account.user());
        }
        password.ifPresent(text -> properties.setProperty("password", text));
        Connection connection = driver(account).connect(account.jdbcUrl(), properties);
        if (connection == null) {
            throw noDriver(account);
        }
        return connection;
    }

    /** Not DriverManager: it does not see the drivers in jars that Spark adds. */
    private static Driver driver(WarehouseLoad.Account account) throws SQLException {
        for (Driver driver : ServiceLoader.load(Driver.class)) {
            if (driver.acceptsURL(account.jdbcUrl())) {
                return driver;
            }
        }
        throw noDriver(account);
    }

    private static RunFailure noDriver(WarehouseLoad.Account account) {
        return new RunFailure(
                ErrorCode.DELIVERY,
                "No JDBC driver is there for '" + account.jdbcUrl() + "'.",
                "Add the driver's jar: on Glue with --extra-jars, with spark-submit --jars, or in TRIPMILL_JARS of the launcher.");
    }

    /** The driver's exception is told but not kept: what it holds is the driver's, and might be more than its message. */
    private static RunFailure refused(WarehouseLoad load, Optional<String> password, SQLException e) {
        String state = e.getSQLState() == null ? "" : " (SQLSTATE " + e.getSQLState() + ")";
        Throwable told = e.getNextException() == null ? e : e.getNextException();
        String sentence = Causes.sentence(told);
        return new RunFailure(
                ErrorCode.DELIVERY,
                "The warehouse did not take " + load.table() + state + ": "
                        + password.map(text -> sentence.replace(text, "***")).orElse(sentence),
                "Correct what it names and run again: nothing was changed.");
    }
}
