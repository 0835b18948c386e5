package io.tripmill.quality.measure;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.tripmill.quality.plan.KeyGroup;
import io.tripmill.quality.plan.KeyTally;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** Looks at the keys themselves wherever their hashes repeat. */
final class KeyVerification {
    private static final String TIMES = "tripmill_times";

    private final Dataset<Row> rows;

    KeyVerification(Dataset<Row> rows) {
        this.rows = rows;
    }

    /** The keys of every group. One Spark job for all groups with few candidates, and one grouping for each of the others. */
    Map<KeyGroup, RepeatedKeys> verify(List<HashTally> tallies) {
        List<HashTally> few = new ArrayList<>();
        Map<KeyGroup, RepeatedKeys> exact = new LinkedHashMap<>();
        for (HashTally hashed : tallies) {
            if (hashed.isTooMany() || hashed.candidateRows() > KeyScan.MOST_CANDIDATES) {
                exact.put(hashed.group(), grouped(hashed.group(), hashed.tally()));
            } else {
                few.add(hashed);
            }
        }
        List<Map<Row, Long>> times = candidates(few);
        for (int i = 0; i < few.size(); i++) {
            exact.put(few.get(i).group(), exact(few.get(i), times.get(i)));
        }
        return exact;
    }

    /** For each group the keys whose hash occurs more than once, and how often they do themselves. */
    private List<Map<Row, Long>> candidates(List<HashTally> tallies) {
        List<Column> candidates = new ArrayList<>();
        List<Column> isCandidate = new ArrayList<>();
        List<Map<Row, Long>> times = new ArrayList<>();
        for (HashTally hashed : tallies) {
            Column suspicious = hashed.group().hash().isin(hashed.repeated().toArray());
            isCandidate.add(suspicious);
            candidates.add(when(suspicious, struct(named(hashed.group()))).as("group_" + candidates.size()));
            times.add(new HashMap<>());
        }
        if (tallies.stream().allMatch(hashed -> hashed.repeated().isEmpty())) {
            return times;
        }
        Dataset<Row> found = rows.filter(isCandidate.stream().reduce(Column::or).orElseThrow())
                .select(candidates.toArray(Column[]::new));
        for (Row row : found.collectAsList()) {
            for (int i = 0; i < times.size(); i++) {
                if (!row.isNullAt(i)) {
                    times.get(i).merge(row.getStruct(i), 1L, Long::sum);
                }
            }
        }
        return times;
    }

    private RepeatedKeys exact(HashTally candidates, Map<Row, Long> times) {
        KeyTally hashed = candidates.tally();
        long singleCandidates = times.values().stream().filter(n -> n == 1).count();
        List<Row> repeated = times.entrySet().stream()
                .filter(entry -> entry.getValue() > 1)
                .map(Map.Entry::getKey)
                .toList();
        double weightedLog = times.values().stream()
                .sorted()
                .mapToDouble(n -> n * StrictMath.log((double) n))
                .sum();
        KeyTally tally = new KeyTally(
                hashed.rows(), hashed.singles() + times.size(), hashed.singles() + singleCandidates, weightedLog);
        StructType schema = rows.select(named(candidates.group())).schema();
        // All rows with these hashes were looked at: as many keys as hashes, and more than one row of each, leave no
        // room for another key.
        boolean tellsAll = times.size() == candidates.repeated().size() && singleCandidates == 0;
        return new RepeatedKeys(
                tally,
                rows.sparkSession().createDataFrame(repeated, schema),
                tellsAll ? Optional.of(candidates.repeated()) : Optional.empty());
    }

    private RepeatedKeys grouped(KeyGroup group, KeyTally hashed) {
        Column[] keys = named(group);
        Dataset<Row> times =
                rows.filter(group.hasKey()).groupBy(keys).agg(count(lit(1)).as(TIMES));
        Row exact = times.select(count(lit(1)), count(when(col(TIMES).equalTo(1), lit(1))), sum(col(TIMES)))
                .head();
        KeyTally tally = new KeyTally(hashed.rows(), exact.getLong(0), exact.getLong(1), hashed.weightedLog());
        return new RepeatedKeys(tally, times.filter(col(TIMES).gt(1)).drop(TIMES), Optional.empty());
    }

    private static Column[] named(KeyGroup group) {
        return IntStream.range(0, group.values().size())
                .mapToObj(i -> group.values().get(i).as("key_" + i))
                .toArray(Column[]::new);
    }
}
