package io.tripmill.jobs.usage;

import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.max;

import io.tripmill.job.Args;
import io.tripmill.job.CommonParams;
import io.tripmill.job.ConditionalPuts;
import io.tripmill.job.ErrorCode;
import io.tripmill.job.Inputs;
import io.tripmill.job.Job;
import io.tripmill.job.JobSpec;
import io.tripmill.job.Location;
import io.tripmill.job.Param;
import io.tripmill.job.Plan;
import io.tripmill.job.Question;
import io.tripmill.job.RunFailure;
import io.tripmill.job.ServiceDates;
import io.tripmill.job.Write;
import io.tripmill.landing.Landing;
import io.tripmill.schema.ApiCalls;
import io.tripmill.schema.UsageStatements;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Counts the calls that the gateway logged: for its limits, and for the bill. */
public final class RollupUsage implements Job {
    static final Param<List<Location>> LOGS = Param.locations(
            "logs",
            "Access logs of the gateway: URIs, folders or globs, separated by commas. Logs that were read before may be among them.");
    static final Param<LogFormat> FORMAT = Param.oneOf("log-format", "How the logs are written.", LogFormat.class);
    static final Param<LogColumns> COLUMNS = Param.of(
                    "log-columns",
                    "Columns of the logs with other names than api_key, path, status, time, bytes and request_id; the last two may be"
                            + " missing.",
                    "NAME=COLUMN[,...]",
                    LogColumns::parse,
                    LogColumns::toString)
            .orElse(LogColumns.OURS);
    static final Param<Pattern> PRODUCT_PATTERN = Param.of(
                    "product-pattern",
                    "A regular expression whose first group is the product in a path.",
                    "REGEX",
                    RollupUsage::pattern,
                    Pattern::pattern)
            .where("one with a group", pattern -> pattern.matcher("").groupCount() > 0)
            .orElse(Pattern.compile("^/(?:v[0-9]+/)?([^/?#]+)"));
    static final Param<Duration> WINDOW = Param.positiveDuration(
                    "window", "How far back from --as-of calls count for the limits.")
            .orElse(Duration.ofDays(30));
    static final Param<String> LIMITS_TABLE = Param.text(
                    "limits-table",
                    "The DynamoDB table that is told the billable calls in the window, keyed by key_id and product; left out, only the"
                            + " statements are made.")
            .where("a name of 3 to 255 letters, digits and _ . -", name -> name.matches("[A-Za-z0-9_.-]{3,255}"))
            .optional();

    private static final String AS_OF_MS = "as_of_ms";

    @Override
    public JobSpec spec() {
        return JobSpec.named(
                        "rollup-usage",
                        "Counts the billable calls that the gateway logged, for its limits and for monthly statements.")
                .mayRead(ApiCalls.TABLE)
                .writes(ApiCalls.TABLE, UsageStatements.TABLE)
                .takes(LOGS, FORMAT, COLUMNS, PRODUCT_PATTERN, WINDOW, LIMITS_TABLE)
                .checks(RollupUsage::limitsHaveATime);
    }

    @Override
    public Plan plan(Inputs inputs, Args args) {
        LogFormat format = args.get(FORMAT);
        Dataset<Row> landed = inputs.records(
                LOGS,
                format.files(),
                new CallParser(
                        format,
                        args.get(COLUMNS),
                        args.get(PRODUCT_PATTERN),
                        inputs.lake().calendar()));
        Dataset<Row> files = landed.groupBy(Landing.SOURCE_FILE)
                .agg(
                        max(Landing.FILE_END + ".failure").as("failure"),
                        max(Landing.FILE_END + ".message").as("message"),
                        count(Landing.ROW).as("records"),
                        count(Landing.ROW + "." + CallParser.REFUSAL).as("refused"),
                        max(Landing.ROW + "." + CallParser.REFUSAL).as("reason"),
                        collect_set(Landing.ROW + "." + ApiCalls.SERVICE_DATE.name())
                                .as("dates"))
                .orderBy(Landing.SOURCE_FILE);
        return Plan.asking(new Question(
                "reading the logs", landed, files, read -> judging(inputs, args, landed, LogSummary.of(read))));
    }

    private static Plan judging(Inputs inputs, Args args, Dataset<Row> landed, LogSummary logs) {
        Dataset<Row> stored = inputs.of(ApiCalls.TABLE);
        Dataset<Row> judged = Usage.judged(
                landed, stored.filter(ServiceDates.only(logs.dates()).condition()));
        Dataset<Row> months =
                Usage.fresh(judged).groupBy(Usage.month().as("month")).count();
        Plan asking = Plan.asking(new Question(
                        "looking for calls that are not known yet",
                        judged,
                        months,
                        found -> counting(inputs, args, judged, found, logs)))
                .noting("refused_records", Long.toString(logs.refused()));
        return logs.warning().map(asking::warning).orElse(asking);
    }

    private static Plan counting(Inputs inputs, Args args, Dataset<Row> judged, List<Row> months, LogSummary logs) {
        TreeSet<LocalDate> touched = new TreeSet<>();
        months.forEach(row -> touched.add(row.getLocalDate(0)));
        Dataset<Row> calls = inputs.of(ApiCalls.TABLE).unionByName(Usage.fresh(judged));
        // The calls last: a run that breaks off before finds them unknown again, and makes the same of them.
        boolean isFirst = inputs.lastCommit(ApiCalls.TABLE).isEmpty();
        Plan writing = touched.isEmpty() && !isFirst
                ? Plan.nothing()
                : Plan.of(
                        new Write.ReplaceDates(
                                UsageStatements.TABLE,
                                Usage.statements(ofMonths(calls, touched)),
                                ServiceDates.only(touched)),
                        new Write.Upsert(ApiCalls.TABLE, List.of(ApiCalls.SERVICE_DATE, ApiCalls.CALL_ID), judged));
        Plan reading = writing.reading(logs.records());
        return args.find(LIMITS_TABLE)
                .map(table -> limiting(args, calls, table, reading))
                .orElse(reading);
    }

    private static Plan limiting(Args args, Dataset<Row> calls, String table, Plan plan) {
        Instant asOf = args.find(CommonParams.AS_OF).orElseThrow();
        Duration window = args.get(WINDOW);
        // A service day may begin up to a day and some hours before or after its date in UTC.
        LocalDate first = asOf.minus(window.multipliedBy(2))
                .atZone(ZoneOffset.UTC)
                .toLocalDate()
                .minusDays(2);
        Dataset<Row> used =
                Usage.inWindow(calls.filter(ApiCalls.SERVICE_DATE.col().geq(first)), asOf, window);
        return Plan.asking(new Question(
                "counting the calls since " + asOf.minus(window),
                used,
                used,
                rows -> plan.delivering(new ConditionalPuts(
                        table,
                        List.of(ApiCalls.KEY_ID.name(), ApiCalls.PRODUCT.name()),
                        AS_OF_MS,
                        rows.stream().map(row -> item(row, asOf, window)).toList()))));
    }

    private static ConditionalPuts.Item item(Row row, Instant asOf, Duration window) {
        Map<String, String> texts = new TreeMap<>();
        texts.put(ApiCalls.KEY_ID.name(), row.getAs(ApiCalls.KEY_ID.name()));
        texts.put(ApiCalls.PRODUCT.name(), row.getAs(ApiCalls.PRODUCT.name()));
        Optional.ofNullable(row.<String>getAs(ApiCalls.KEY_END.name()))
                .ifPresent(end -> texts.put(ApiCalls.KEY_END.name(), end));
        return new ConditionalPuts.Item(
                texts,
                Map.of(
                        UsageStatements.BILLABLE_CALLS.name(),
                        row.<Long>getAs(UsageStatements.BILLABLE_CALLS.name()),
                        AS_OF_MS,
                        asOf.toEpochMilli(),
                        "window_s",
                        window.toSeconds(),
                        // For DynamoDB's time to live: after it no call of this window counts any more.
                        "expires_at_s",
                        asOf.plus(window).getEpochSecond()));
    }

    /** Without the months as they are stored only some files would be read. */
    private static Dataset<Row> ofMonths(Dataset<Row> calls, SortedSet<LocalDate> months) {
        if (months.isEmpty()) {
            return calls.limit(0);
        }
        return calls.filter(ApiCalls.SERVICE_DATE
                        .col()
                        .between(months.first(), months.last().plusMonths(1).minusDays(1)))
                .filter(Usage.month().isInCollection(months));
    }

    private static Pattern pattern(String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("not a regular expression: " + e.getDescription(), e);
        }
    }

    private static Optional<String> limitsHaveATime(Args args) {
        return args.find(LIMITS_TABLE).isPresent()
                        && args.find(CommonParams.AS_OF).isEmpty()
                ? Optional.of("--limits-table needs --as-of: the end of the window, such as the time of the newest log")
                : Optional.empty();
    }

    /** What was read, file by file. */
    private record LogSummary(long records, long refused, Optional<String> warning, List<LocalDate> dates) {
        static LogSummary of(List<Row> files) {
            long records = 0;
            long refused = 0;
            Optional<String> example = Optional.empty();
            TreeSet<LocalDate> dates = new TreeSet<>();
            for (Row file : files) {
                String failure = file.getAs("failure");
                if (failure != null) {
                    throw unread(file, failure);
                }
                records += file.<Long>getAs("records");
                refused += file.<Long>getAs("refused");
                dates.addAll(file.<LocalDate>getList(file.fieldIndex("dates")));
                String reason = file.getAs("reason");
                if (reason != null && example.isEmpty()) {
                    example = Optional.of(reason + " in '" + file.getAs(Landing.SOURCE_FILE) + "'");
                }
            }
            String counts = refused + " of " + records + " records are no calls and were left out, such as: ";
            return new LogSummary(records, refused, example.map(counts::concat), List.copyOf(dates));
        }

        private static RunFailure unread(Row file, String failure) {
            boolean isMapping = failure.equals(Landing.MAPPING);
            return new RunFailure(
                    isMapping ? ErrorCode.MAPPING : ErrorCode.BAD_FILE,
                    "'" + file.getAs(Landing.SOURCE_FILE) + "': " + file.getAs("message"),
                    isMapping
                            ? "Nothing was published."
                            : "Nothing was published. Have the file sent again, or leave it out.");
        }
    }
}
