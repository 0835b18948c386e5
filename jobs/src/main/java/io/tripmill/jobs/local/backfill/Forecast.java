package io.tripmill.jobs.local.backfill;

import com.fasterxml.jackson.databind.JsonNode;
import io.tripmill.job.DpuHourPrice;
import io.tripmill.run.GlueCost;
import io.tripmill.run.LedgerEntry;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What runs of a job will cost, by what its earlier runs took.
 *
 * @param runs how many it is drawn from
 * @param taskSecondsAByte the median of their task seconds for each byte that they read
 * @param secondsARun the median of how long they took
 */
public record Forecast(int runs, double taskSecondsAByte, double secondsARun) {
    private static final int MOST_RUNS = 20;

    /** From the newest runs that succeeded and read something; empty if there are none. */
    public static Optional<Forecast> of(List<LedgerEntry> entries, String job) {
        List<JsonNode> reports = entries.stream()
                .filter(entry -> entry.job().equals(job) && entry.state() == LedgerEntry.State.SUCCEEDED)
                .map(LedgerEntry::report)
                .filter(report -> report.path("spark").path("bytes_read").asLong() > 0
                        && report.path("spark").has("task_s"))
                .limit(MOST_RUNS)
                .toList();
        return reports.isEmpty()
                ? Optional.empty()
                : Optional.of(new Forecast(
                        reports.size(),
                        median(reports.stream()
                                .map(report ->
                                        report.path("spark").path("task_s").asDouble()
                                                / report.path("spark")
                                                        .path("bytes_read")
                                                        .asLong())
                                .toList()),
                        median(reports.stream()
                                .map(report -> report.path("duration_s").asDouble())
                                .toList())));
    }

    /** For people; without a rate there is no price. */
    public String sentence(int moreRuns, long bytes, Optional<DpuHourPrice> rate) {
        double hours = GlueCost.hours(taskSecondsAByte * bytes) + moreRuns * secondsARun / 3600;
        String price = rate.map(of -> String.format(
                        Locale.ROOT,
                        ", %.4f at %s an hour (price of %s)",
                        of.amount().doubleValue() * hours,
                        of.amount().toPlainString(),
                        of.date()))
                .orElse("; --dpu-hour-price AMOUNT@DATE tells the price");
        return String.format(Locale.ROOT, "cost: %.4f DPU hours, by %d earlier runs%s", hours, runs, price);
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
