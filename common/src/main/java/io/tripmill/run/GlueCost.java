package io.tripmill.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tripmill.job.DpuHourPrice;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;

/**
 * What a run costs on AWS Glue by the definition of its job: workers of one DPU that come and go as tasks wait, and one for the driver. It
 * is an estimate from the time that tasks took where the run was measured: each DPU does four tasks at a time and none is idle, and the
 * driver's DPU is paid as long as the run took. Glue bills two DPUs for a minute at least; the time that it takes to start is not billed.
 *
 * @param price of these hours; empty without a rate
 */
public record GlueCost(
        double dpuHours,
        Optional<DpuHourPrice> rate,
        Optional<BigDecimal> price,
        Optional<BigDecimal> pricePerMillionRows) {
    private static final int TASKS_A_DPU = 4;
    private static final double SECONDS_AN_HOUR = 3600;
    private static final double LEAST_HOURS = 2 * 60 / SECONDS_AN_HOUR;

    /** More digits than any price list has; a price is no place for a binary fraction's tail. */
    private static final MathContext DIGITS = new MathContext(6);

    /**
     * The estimate.
     *
     * @param taskSeconds how long all tasks took together
     * @param seconds how long the run took
     * @param rows that the run read, to tell the price of a million
     */
    static GlueCost of(double taskSeconds, double seconds, long rows, Optional<DpuHourPrice> rate) {
        double hours = Math.max(LEAST_HOURS, hours(taskSeconds) + seconds / SECONDS_AN_HOUR);
        Optional<BigDecimal> price =
                rate.map(of -> of.amount().multiply(BigDecimal.valueOf(hours)).round(DIGITS));
        return new GlueCost(hours, rate, price, price.filter(of -> rows > 0).map(of -> of.movePointRight(6)
                .divide(BigDecimal.valueOf(rows), DIGITS)));
    }

    /** The DPU hours of tasks alone. */
    public static double hours(double taskSeconds) {
        return taskSeconds / TASKS_A_DPU / SECONDS_AN_HOUR;
    }

    void putIn(ObjectNode report) {
        ObjectNode json = report.putObject("cost").put("dpu_hours", dpuHours);
        rate.ifPresent(of -> json.put("dpu_hour_price", of.amount())
                .put("price_date", of.date().toString()));
        price.ifPresent(of -> json.put("price", of));
        pricePerMillionRows.ifPresent(of -> json.put("price_per_million_rows_read", of));
    }
}
