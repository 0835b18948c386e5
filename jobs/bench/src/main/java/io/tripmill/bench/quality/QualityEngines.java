package io.tripmill.bench.quality;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.tripmill.job.Location;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Every engine over the same files. */
public final class QualityEngines implements AutoCloseable {
    public static final String OURS = "evaluate";
    public static final String OUR_ROWS = "evaluate, rows";
    public static final String SCAN_RULES = "evaluate, no keys";
    public static final String PASSAGE = "no keys, on a write";
    public static final String DEEQU = "Deequ process";
    public static final String DEEQU_ROWS = "Deequ processRows";
    public static final String SPARK = "Spark by hand";

    private final Supplier<Dataset<Row>> pings;
    private final List<QualityEngine> own;
    private final List<QualityEngine> deequ;
    private final SparkSums spark;
    private final DuckDbSums duckDb;

    /**
     * @param files a folder of Parquet files on the local disk
     * @param threads of DuckDB
     */
    public QualityEngines(SparkSession session, Location files, int threads) {
        this.pings = () -> session.read().parquet(files.uri());
        this.own = List.of(
                new OwnRules(OURS, pings, PingRules.all()),
                new OwnRows(OUR_ROWS, pings),
                new OwnRules(SCAN_RULES, pings, PingRules.withoutKeys()),
                new OwnPassage(PASSAGE, pings));
        this.deequ = DeequEngines.over(session, files);
        this.spark = new SparkSums(SPARK, pings);
        this.duckDb = new DuckDbSums(files.path().toUri().getPath() + "/*.parquet", threads);
    }

    /** Whether Deequ runs on this Spark. */
    public boolean hasDeequ() {
        return !deequ.isEmpty();
    }

    /** All engines. */
    public List<QualityEngine> all() {
        List<QualityEngine> engines = new ArrayList<>(own);
        engines.addAll(deequ);
        engines.add(spark);
        engines.add(duckDb);
        return engines;
    }

    /** Counts the values of every column: no engine can be faster than this one's scan. */
    public void scan() {
        Dataset<Row> rows = pings.get();
        Column[] counts =
                Arrays.stream(rows.columns()).map(name -> count(col(name))).toArray(Column[]::new);
        rows.agg(count(lit(1)), counts).first();
    }

    /** Writes all rows nowhere. */
    public void write() {
        pings.get().write().format("noop").mode("overwrite").save();
    }

    /**
     * How many outcomes, metrics and numbers of failing rows each engine was compared by with our evaluation.
     *
     * @param differences a sentence for each difference is added
     */
    public Map<String, Integer> compare(List<String> differences) {
        Findings ours = own.get(0).findings().and(own.get(1).findings());
        Map<String, Integer> compared = new LinkedHashMap<>();
        List<QualityEngine> others = new ArrayList<>(all());
        others.removeAll(own.subList(0, 2));
        for (QualityEngine engine : others) {
            Findings theirs = engine.findings();
            compared.put(engine.name(), theirs.size());
            differences.addAll(ours.differencesOf(engine.name(), theirs));
        }
        return compared;
    }

    @Override
    public void close() {
        duckDb.close();
    }
}
