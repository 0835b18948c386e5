package io.tripmill.job;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;

/**
 * What an hour of one data processing unit of AWS Glue costs: four cores and 16 GB. Rates differ by region and change, so none is assumed.
 *
 * @param amount in whatever currency it was looked up in
 * @param date when it was looked up
 */
public record DpuHourPrice(BigDecimal amount, LocalDate date) {
    static final String FORM = "AMOUNT@DATE";

    public DpuHourPrice {
        requireNonNull(amount, "amount");
        requireNonNull(date, "date");
    }

    static DpuHourPrice of(String text) {
        int at = text.indexOf('@');
        try {
            if (at > 0) {
                BigDecimal amount = new BigDecimal(text.substring(0, at).strip());
                LocalDate date = LocalDate.parse(text.substring(at + 1).strip());
                if (amount.signum() > 0 && amount.precision() - amount.scale() <= 9 && amount.scale() <= 9) {
                    return new DpuHourPrice(amount, date);
                }
            }
        } catch (NumberFormatException | DateTimeException e) {
            throw new IllegalArgumentException(problem(), e);
        }
        throw new IllegalArgumentException(problem());
    }

    private static String problem() {
        return "not a price greater than 0 and the date when it was looked up, such as 0.25@2026-03-01";
    }

    @Override
    public String toString() {
        return amount.toPlainString() + "@" + date;
    }
}
