package io.tripmill.jobs.warehouse;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.tripmill.job.Args;
import io.tripmill.job.DailyJob.Recompute;
import io.tripmill.job.ErrorCode;
import io.tripmill.job.Inputs;
import io.tripmill.job.Job;
import io.tripmill.job.JobSpec;
import io.tripmill.job.Location;
import io.tripmill.job.Param;
import io.tripmill.job.Plan;
import io.tripmill.job.Question;
import io.tripmill.job.RunFailure;
import io.tripmill.job.Secret;
import io.tripmill.job.ServiceDates;
import io.tripmill.job.WarehouseLoad;
import io.tripmill.job.Write;
import io.tripmill.schema.Table;
import io.tripmill.schema.WarehouseLoads;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Brings a table of a warehouse up to date with the table of the lake. */
public final class LoadWarehouse implements Job {
    static final Param<WarehouseTable> TABLE = Param.of(
            "table", "The table to load.", WarehouseTable.NAMES, WarehouseTable::named, WarehouseTable::toString);
    static final Param<String> JDBC_URL = Param.text(
            "jdbc-url",
            "The warehouse: jdbc:redshift://HOST:PORT/DATABASE, or jdbc:postgresql://HOST:PORT/DATABASE; without a password.");
    static final Param<String> JDBC_USER =
            Param.text("jdbc-user", "Who loads; left out where the URL tells.").optional();
    static final Param<String> PASSWORD_ENV = Param.text(
                    "password-env", "The environment variable that holds the password.")
            .optional();
    static final Param<Location> PASSWORD_FILE = Param.location(
                    "password-file", "A file whose first line is the password.")
            .optional();
    static final Param<String> SCHEMA = Param.text("schema", "The schema of the warehouse; it must be there.")
            .where("lower-case letters, digits and underscores", name -> name.matches("[a-z_][a-z0-9_]{0,62}"))
            .orElse("public");
    static final Param<Location> FILES = Param.location(
                    "files",
                    "Redshift only: a folder of S3 for the files that it copies; they are removed when they are loaded.")
            .optional();
    static final Param<String> IAM_ROLE = Param.text(
                    "iam-role", "Redshift only: the role with which it reads the files, an ARN.")
            .where("an ARN of a role", arn -> arn.matches("arn:aws[a-z-]*:iam::[0-9]{12}:role/[A-Za-z0-9+=,.@_/-]+"))
            .optional();
    static final Param<Integer> TEXT_BYTES = Param.wholeNumber(
                    "text-bytes",
                    "The width in bytes of text columns other than lists and lines, in a table that the run makes.")
            .where(
                    "from 1 to " + WarehouseColumn.MOST_TEXT_BYTES,
                    bytes -> bytes >= 1 && bytes <= WarehouseColumn.MOST_TEXT_BYTES)
            .orElse(256);
    static final Param<Recompute> RECOMPUTE = Param.oneOf(
                    "recompute",
                    "What to load: only the service dates whose rows differ from those that were loaded, or all; full also where the"
                            + " warehouse was restored or emptied.",
                    Recompute.class)
            .orElse(Recompute.NONE);

    @Override
    public JobSpec spec() {
        return JobSpec.named(
                        "load-warehouse",
                        "Brings a table in Redshift or PostgreSQL up to date with the lake, service date by service date.")
                .mayRead(tables())
                .writes(WarehouseLoads.TABLE)
                .takes(
                        TABLE,
                        JDBC_URL,
                        JDBC_USER,
                        PASSWORD_ENV,
                        PASSWORD_FILE,
                        SCHEMA,
                        FILES,
                        IAM_ROLE,
                        TEXT_BYTES,
                        RECOMPUTE)
                .checks(
                        LoadWarehouse::isKnown,
                        LoadWarehouse::holdsNoPassword,
                        LoadWarehouse::onePassword,
                        LoadWarehouse::canCopy);
    }

    private static Table[] tables() {
        return Stream.concat(WarehouseTable.ALL.stream().map(WarehouseTable::table), Stream.of(WarehouseLoads.TABLE))
                .toArray(Table[]::new);
    }

    @Override
    public Plan plan(Inputs inputs, Args args) {
        Table table = args.get(TABLE).table();
        if (inputs.version(table).isEmpty()) {
            throw new RunFailure(
                    ErrorCode.INPUT_MISSING,
                    "The lake has no table " + table + " yet.",
                    "Run the job that writes it first.");
        }
        Dataset<Row> current = Fingerprints.of(inputs.of(table), table);
        boolean isFull = args.get(RECOMPUTE) == Recompute.FULL;
        Dataset<Row> loaded = inputs.of(WarehouseLoads.TABLE).filter(isThis(args));
        // What is loaded in full has nothing in common with what was there.
        Dataset<Row> differences = isFull
                ? Fingerprints.differences(current, loaded.filter(lit(false)))
                : Fingerprints.differences(current, loaded);
        return Plan.asking(new Question(
                "comparing " + table + " with what was loaded",
                differences,
                differences.orderBy(WarehouseLoads.SERVICE_DATE.col()),
                dates -> planned(inputs, args, dates, differences)));
    }

    private static Plan planned(Inputs inputs, Args args, List<Row> differing, Dataset<Row> differences) {
        Map<LocalDate, Long> rowsByDate = new TreeMap<>();
        differing.forEach(row -> rowsByDate.put(row.getLocalDate(0), row.getLong(1)));
        boolean wasLoaded = inputs.lastCommit(WarehouseLoads.TABLE).isPresent();
        if (rowsByDate.isEmpty() && wasLoaded && args.get(RECOMPUTE) != Recompute.FULL) {
            return Plan.nothing();
        }
        ServiceDates dates = args.get(RECOMPUTE) == Recompute.FULL
                ? ServiceDates.all(rowsByDate.keySet())
                : ServiceDates.only(rowsByDate.keySet());
        Table table = args.get(TABLE).table();
        List<WarehouseColumn> columns = args.get(TABLE).columns(args.get(TEXT_BYTES));
        Dataset<Row> rows = inputs.of(table)
                .filter(dates.condition())
                .select(columns.stream().map(WarehouseColumn::value).toArray(Column[]::new));
        Dataset<Row> stored = inputs.of(WarehouseLoads.TABLE);
        Dataset<Row> books = stored.filter(dates.condition())
                .filter(not(isThis(args)))
                .select(WarehouseLoads.TABLE.columns())
                .union(differences
                        .filter(WarehouseLoads.ROWS.col().gt(0L))
                        .withColumn(WarehouseLoads.TARGET.name(), lit(target(args)))
                        .withColumn(WarehouseLoads.TABLE_NAME.name(), lit(table.name()))
                        .select(WarehouseLoads.TABLE.columns()));
        long read = rowsByDate.values().stream().mapToLong(Long::longValue).sum();
        WarehouseLoad load = new WarehouseLoad(
                table.name(),
                rows,
                rowsByDate,
                inputs.version(table).orElseThrow(),
                args.get(RECOMPUTE) == Recompute.FULL,
                new WarehouseLoad.Account(
                        args.get(JDBC_URL), args.find(JDBC_USER).orElse(""), password(args)),
                script(args, dates, inputs.version(table).orElseThrow()));
        Plan plan = Plan.of(new Write.ReplaceDates(WarehouseLoads.TABLE, books, dates))
                .delivering(load)
                .reading(read);
        return Plan.asking(new Question(
                "measuring the texts of " + read + " rows", rows, TextWidths.of(rows, columns), longest -> {
                    TextWidths.refuseLonger(table, columns, longest);
                    return plan;
                }));
    }

    private static WarehouseLoad.Script script(Args args, ServiceDates dates, long lakeVersion) {
        Dialect dialect = Dialect.of(args.get(JDBC_URL)).orElseThrow();
        Statements statements = new Statements(dialect, args.get(TABLE), args.get(SCHEMA), args.get(TEXT_BYTES));
        return statements.script(
                dates,
                lakeVersion,
                dialect.copiesFiles() ? copying(args, statements) : new WarehouseLoad.Inserting(statements.insert()));
    }

    private static WarehouseLoad.Copying copying(Args args, Statements statements) {
        Location files = args.find(FILES).orElseThrow();
        Location manifest = files.child(args.get(TABLE) + ".manifest");
        return new WarehouseLoad.Copying(
                files.child(args.get(TABLE).toString()),
                manifest,
                statements.copy(
                        manifest.uri().replaceFirst("^s3[an]:", "s3:"),
                        args.find(IAM_ROLE).orElseThrow()));
    }

    private static Secret password(Args args) {
        if (args.find(PASSWORD_ENV).isPresent()) {
            return new Secret.OfEnvironment(args.find(PASSWORD_ENV).get());
        }
        return args.find(PASSWORD_FILE).<Secret>map(Secret.OfFile::new).orElseGet(Secret.None::new);
    }

    private static Column isThis(Args args) {
        return WarehouseLoads.TARGET
                .col()
                .equalTo(target(args))
                .and(WarehouseLoads.TABLE_NAME.col().equalTo(args.get(TABLE).toString()));
    }

    /** The warehouse without what a connection may change. */
    private static String target(Args args) {
        return args.get(JDBC_URL).replaceFirst("[?;].*", "") + "/" + args.get(SCHEMA);
    }

    private static Optional<String> isKnown(Args args) {
        return Dialect.of(args.get(JDBC_URL)).isPresent()
                ? Optional.empty()
                : Optional.of("--jdbc-url must begin with jdbc:redshift: or jdbc:postgresql:");
    }

    /** The text itself is not repeated: it might hold one. */
    private static Optional<String> holdsNoPassword(Args args) {
        return args.get(JDBC_URL).matches("(?is).*(//[^/?;]*@|(password|passwd|pwd|secret\\w*|token)\\s*=).*")
                ? Optional.of(
                        "--jdbc-url must not hold credentials; give --jdbc-user, and --password-env or --password-file")
                : Optional.empty();
    }

    private static Optional<String> onePassword(Args args) {
        return args.find(PASSWORD_ENV).isPresent() && args.find(PASSWORD_FILE).isPresent()
                ? Optional.of("--password-env and --password-file both name the password; leave one of them out")
                : Optional.empty();
    }

    private static Optional<String> canCopy(Args args) {
        boolean isRedshift =
                Dialect.of(args.get(JDBC_URL)).filter(Dialect::copiesFiles).isPresent();
        boolean hasBoth = args.find(FILES).isPresent() && args.find(IAM_ROLE).isPresent();
        return isRedshift && !hasBoth
                ? Optional.of("Redshift copies files: add --files, a folder of S3, and --iam-role")
                : Optional.empty();
    }
}
