package io.tripmill.bench.quality;

import io.tripmill.quality.QualityOptions;
import io.tripmill.quality.dqdl.Rule;
import io.tripmill.quality.dqdl.Ruleset;
import java.time.Instant;
import java.util.List;

/** The rules that every engine evaluates. */
final class PingRules {
    /** After the last ping. Deequ goes by the clock instead, which the rule on freshness leaves years for. */
    static final Instant AS_OF = Instant.parse("2026-03-20T00:00:00Z");

    static final int FRESH_HOURS = 100_000;

    /** What one pass over the rows decides. */
    private static final String SCAN = """
            RowCount > 900,
            IsComplete "device_id",
            IsComplete "timestamp",
            Completeness "speed" > 0.95,
            ColumnValues "lat" between -90 and 90,
            ColumnValues "lng" between -180 and 180,
            ColumnValues "vehicle_type" in ["scooter", "bike", "car", "bus"],
            ColumnValues "device_id" matches "d[0-9]{6}",
            ColumnLength "device_id" = 7,
            ColumnValues "battery_percent" between -1 and 101,
            Mean "speed" between 1 and 40,
            StandardDeviation "speed" < 50,
            DataFreshness "timestamp" <= %d hours,
            CustomSql "select count(*) from primary where speed < 0" = 0
            """.formatted(FRESH_HOURS);

    private static final String KEYS = """
            IsPrimaryKey "device_id" "timestamp",
            DistinctValuesCount "device_id" > 10
            """;

    private static final QualityOptions OPTIONS = QualityOptions.DEFAULT.asOf(AS_OF);

    private PingRules() {}

    static Ruleset all() {
        return Ruleset.parse("Rules = [" + SCAN + ", " + KEYS + "]");
    }

    static Ruleset withoutKeys() {
        return Ruleset.parse("Rules = [" + SCAN + "]");
    }

    static QualityOptions options() {
        return OPTIONS;
    }

    /** Names for the rules that do not depend on who printed them. */
    static List<String> names() {
        return all().rules().stream().map(Rule::toString).map(PingRules::name).toList();
    }

    static String name(String rule) {
        return rule.replaceAll("\\s", "");
    }
}
