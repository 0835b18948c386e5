package io.tripmill.quality.plan;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Gathers what the rules of a ruleset want to know, each thing once. */
public final class Workload {
    private final Map<Aggregate, Figure> aggregates = new LinkedHashMap<>();
    private final List<Dataset<Row>> queries = new ArrayList<>();
    private final Map<KeyGroup, String> keys = new LinkedHashMap<>();
    private final List<Column> rowAggregates = new ArrayList<>();
    private final Set<KeyGroup> verified = new HashSet<>();
    private final List<Distribution> distributions = new ArrayList<>();
    private final List<Partner> partners = new ArrayList<>();

    /** The number that an aggregate over all rows yields. */
    Figure scan(Aggregate aggregate) {
        return aggregates.computeIfAbsent(aggregate, unseen -> new Figure(Figure.Source.SCAN, aggregates.size()));
    }

    /** How many rows meet a condition. */
    Figure rowsThat(Column condition) {
        return scan(new Aggregate.Rows(condition));
    }

    /** The first column of the first row of a query; no value if there is no row. */
    Figure query(Dataset<Row> query) {
        queries.add(query);
        return new Figure(Figure.Source.QUERY, queries.size() - 1);
    }

    /** The keys of a group are to be counted. */
    KeyGroup keys(KeyGroup group) {
        keys.computeIfAbsent(group, unseen -> "tripmill_repeated_" + keys.size());
        return group;
    }

    /** Whether a row counts and its key occurs more than once. Such a column can be asked for only once the keys are counted. */
    Column repeated(KeyGroup group) {
        keys(group);
        verified.add(group);
        return Metrics.and(group.counted(), coalesce(col(repeatedColumn(group)), lit(false)));
    }

    /** The number that an aggregate over all rows yields, once the keys are counted. */
    Figure afterKeys(Column aggregate) {
        rowAggregates.add(aggregate);
        return new Figure(Figure.Source.AFTER_KEYS, rowAggregates.size() - 1);
    }

    /** The rows are to be marked: whether their values are a row of the others. The column is never NULL. */
    Column mark(List<Column> own, Dataset<Row> others) {
        Partner partner = new Partner(own, others, "tripmill_partner_" + partners.size());
        partners.add(partner);
        return coalesce(col(partner.found()), lit(false));
    }

    /** A distribution is to be counted. */
    Distribution distribution(Distribution distribution) {
        distributions.add(distribution);
        return distribution;
    }

    /** What has to be counted by its labels. */
    public List<Distribution> distributions() {
        return List.copyOf(distributions);
    }

    /** In the order of their figures. */
    public List<Aggregate> aggregates() {
        return List.copyOf(aggregates.keySet());
    }

    /** In the order of their figures. */
    public List<Dataset<Row>> queries() {
        return List.copyOf(queries);
    }

    public List<KeyGroup> keys() {
        return List.copyOf(keys.keySet());
    }

    /**
     * Whether it must be known which keys are repeated. If only their number counts, equal hashes of 64 bits are taken for equal keys: among
     * a million keys that is wrong once in 40 million times.
     */
    public boolean needsExactKeys(KeyGroup group) {
        return verified.contains(group);
    }

    /** The name of the column that marks repeated keys. */
    public String repeatedColumn(KeyGroup group) {
        return Objects.requireNonNull(keys.get(group), "an unknown group of keys");
    }

    /** In the order of their figures. */
    public List<Column> aggregatesAfterKeys() {
        return List.copyOf(rowAggregates);
    }

    /** The rows with every mark that a rule asked for. */
    public Dataset<Row> marked(Dataset<Row> rows) {
        Dataset<Row> marked = rows;
        for (Partner partner : partners) {
            marked = partner.mark(marked);
        }
        return marked;
    }
}
