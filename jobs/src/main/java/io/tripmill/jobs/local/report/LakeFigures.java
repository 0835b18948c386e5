package io.tripmill.jobs.local.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.tripmill.geo.Polyline;
import io.tripmill.jobs.local.report.Figures.Example;
import io.tripmill.jobs.local.report.Figures.Flow;
import io.tripmill.jobs.local.report.Figures.Line;
import io.tripmill.jobs.local.report.Figures.Movements;
import io.tripmill.jobs.local.report.Figures.PastRun;
import io.tripmill.jobs.local.report.Figures.Share;
import io.tripmill.jobs.local.report.Figures.Spot;
import io.tripmill.jobs.local.report.Figures.Tally;
import io.tripmill.run.Lake;
import io.tripmill.schema.HourlyTrips;
import io.tripmill.schema.OdFlows;
import io.tripmill.schema.Pings;
import io.tripmill.schema.QuarantinedPings;
import io.tripmill.schema.Sessions;
import io.tripmill.schema.Stays;
import io.tripmill.schema.Table;
import io.tripmill.schema.Trips;
import io.tripmill.schema.VehicleDays;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Runs the counts of a page on a lake. A table that is not there yet counts nothing. */
final class LakeFigures {
    private static final int MOST_CELLS = 2000;
    private static final int MOST_FLOWS = 300;
    private static final int MOST_NAMES = 200;
    private static final int MOST_EXAMPLES = 20;
    static final int MOST_LINES = 1500;
    static final int MOST_POINTS = 60;
    static final int MOST_SPOTS = 2000;
    private static final double STRAY_METRES = 10;
    private static final double METRES_A_KILOMETRE = 1000;
    private static final double SECONDS_A_MINUTE = 60;
    private static final List<Double> KILOMETRES = List.of(0.5, 1.0, 2.0, 3.0, 5.0, 8.0, 12.0, 20.0);
    private static final List<Double> MINUTES = List.of(2.0, 5.0, 10.0, 15.0, 20.0, 30.0, 45.0, 60.0);

    private final Lake lake;
    private final Optional<LocalDate> serviceDate;
    private final Level level;
    private final Duration budget;

    LakeFigures(Lake lake, Optional<LocalDate> serviceDate, Level level, Duration budget) {
        this.lake = lake;
        this.serviceDate = serviceDate;
        this.level = level;
        this.budget = budget;
    }

    Figures count(String root, List<PastRun> runs) {
        List<Tally> cells = tallies(HourlyTrips.TABLE, by(HourlyTrips.START_H3.col()));
        List<Tally> shownCells = cells.stream()
                .filter(cell -> cell.count() >= level.leastCount())
                .limit(MOST_CELLS)
                .toList();
        Dataset<Row> flows = rows(OdFlows.TABLE).map(LakeQueries::flows).orElse(null);
        long allFlows = flows == null ? 0 : flows.count();
        List<Flow> shownFlows = flows == null
                ? List.of()
                : flows.filter(col("count").geq(level.leastCount())).limit(MOST_FLOWS).collectAsList().stream()
                        .map(row -> new Flow(row.getString(0), row.getString(1), row.getLong(2)))
                        .toList();
        return new Figures(
                level == Level.INTERNAL ? root : "",
                serviceDate.map(LocalDate::toString),
                level,
                size(Pings.TABLE),
                size(QuarantinedPings.TABLE),
                serviceDate.isPresent()
                        ? Optional.empty()
                        : Optional.of(runs.stream()
                                .filter(run -> run.job().equals("ingest-pings"))
                                .mapToLong(PastRun::rowsDuplicate)
                                .sum()),
                size(Sessions.TABLE),
                size(Stays.TABLE),
                size(Trips.TABLE),
                tallies(QuarantinedPings.TABLE, LakeQueries::reasons),
                tallies(QuarantinedPings.TABLE, LakeQueries::firstReasons),
                told(tallies(HourlyTrips.TABLE, LakeQueries::hours)),
                told(tallies(HourlyTrips.TABLE, LakeQueries::days)),
                first(told(tallies(HourlyTrips.TABLE, by(HourlyTrips.PROVIDER_ID.col())))),
                first(told(tallies(HourlyTrips.TABLE, by(HourlyTrips.MODE.col())))),
                bins(Trips.DISTANCE_M.col(), KILOMETRES, METRES_A_KILOMETRE, "km"),
                bins(Trips.DURATION_S.col(), MINUTES, SECONDS_A_MINUTE, "min"),
                utilisation(),
                shownCells,
                cells.size() - shownCells.size(),
                shownFlows,
                allFlows - shownFlows.size(),
                movements(),
                examples(),
                budget.toMillis() / 1e3,
                PastRuns.listed(runs));
    }

    private Optional<Dataset<Row>> rows(Table table) {
        if (lake.version(table).isEmpty()) {
            return Optional.empty();
        }
        Dataset<Row> all = lake.read(table);
        return Optional.of(serviceDate
                .map(date -> all.filter(
                        col("service_date").equalTo(lit(date.toString()).cast("date"))))
                .orElse(all));
    }

    private long size(Table table) {
        return rows(table).map(Dataset::count).orElse(0L);
    }

    private List<Tally> tallies(Table table, UnaryOperator<Dataset<Row>> query) {
        return rows(table).stream()
                .flatMap(found -> query.apply(found).collectAsList().stream())
                .map(row -> new Tally(row.getString(0), row.getLong(1)))
                .toList();
    }

    private static UnaryOperator<Dataset<Row>> by(Column value) {
        return hourly -> LakeQueries.tripsBy(hourly, value);
    }

    private List<Tally> told(List<Tally> tallies) {
        return tallies.stream()
                .filter(tally -> tally.count() >= level.leastCount())
                .toList();
    }

    private static List<Tally> first(List<Tally> tallies) {
        return tallies.stream().limit(MOST_NAMES).toList();
    }

    private List<Tally> bins(Column figure, List<Double> edges, double unit, String unitName) {
        Map<Integer, Long> found = new HashMap<>();
        rows(Trips.TABLE).ifPresent(trips -> LakeQueries.bins(trips, figure.divide(unit), edges)
                .collectAsList()
                .forEach(row -> found.put(row.getInt(0), row.getLong(1))));
        List<Tally> bins = new ArrayList<>();
        // A bin that is left out is not told from an empty one.
        found.values().removeIf(count -> count < level.leastCount());
        for (int bin = 0; bin <= edges.size(); bin++) {
            bins.add(new Tally(binName(bin, edges, unitName), found.getOrDefault(bin, 0L)));
        }
        return bins;
    }

    private static String binName(int bin, List<Double> edges, String unit) {
        if (bin == edges.size()) {
            return number(edges.get(bin - 1)) + " " + unit + " or more";
        }
        return (bin == 0 ? "0" : number(edges.get(bin - 1))) + "–" + number(edges.get(bin)) + " " + unit;
    }

    private static String number(double edge) {
        return edge == Math.rint(edge) ? Long.toString((long) edge) : String.format(Locale.ROOT, "%.1f", edge);
    }

    private List<Share> utilisation() {
        return rows(VehicleDays.TABLE).stream()
                .flatMap(days -> LakeQueries.utilisation(days).collectAsList().stream())
                .filter(day -> day.getLong(2) >= level.leastCount())
                .map(day -> new Share(day.getString(0), day.getDouble(1), day.getLong(2)))
                .toList();
    }

    private Movements movements() {
        if (level != Level.INTERNAL) {
            return Movements.NONE;
        }
        List<Line> lines = rows(Trips.TABLE).stream()
                .flatMap(trips -> LakeQueries.lines(trips, MOST_LINES).collectAsList().stream())
                .map(row -> new Line(row.getString(0), row.getDouble(1), row.getDouble(2), simpler(row.getString(3))))
                .toList();
        List<Spot> spots = rows(Stays.TABLE).stream()
                .flatMap(stays -> LakeQueries.spots(stays, MOST_SPOTS).collectAsList().stream())
                .map(row -> new Spot(row.getString(0), row.getDouble(1), List.of(row.getDouble(3), row.getDouble(2))))
                .toList();
        return new Movements(lines, spots);
    }

    private static String simpler(String polyline) {
        Polyline simpler = new Polyline();
        SimplerLine.of(Polyline.decode(polyline), STRAY_METRES, MOST_POINTS)
                .forEach(point -> simpler.add(point.lat(), point.lng()));
        return simpler.encoded();
    }

    private List<Example> examples() {
        if (level != Level.INTERNAL) {
            return List.of();
        }
        return rows(QuarantinedPings.TABLE).stream()
                .flatMap(rows -> rows
                        .orderBy(QuarantinedPings.SOURCE_FILE.col(), QuarantinedPings.POSITION.col())
                        .select(
                                QuarantinedPings.MESSAGE.col(),
                                QuarantinedPings.RAW.col().cast("string"))
                        .limit(MOST_EXAMPLES)
                        .collectAsList()
                        .stream())
                .map(row -> new Example(row.getString(0), shortened(row.isNullAt(1) ? "" : row.getString(1))))
                .toList();
    }

    private static String shortened(String raw) {
        int most = 500;
        return raw.length() <= most ? raw : raw.substring(0, most) + "…";
    }
}
