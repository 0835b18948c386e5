package io.tripmill.job;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Service dates that a run touches: some, or all there are.
 *
 * @param isAll whether every date is touched, also those that hold no row yet or any more
 * @param dates ascending, each once; if all are touched, those that hold rows of the input
 */
public record ServiceDates(boolean isAll, List<LocalDate> dates) {
    /** Every table has it. */
    private static final String COLUMN = "service_date";

    public ServiceDates {
        dates = dates.stream().sorted().distinct().toList();
    }

    /** Every date. */
    public static ServiceDates all(Collection<LocalDate> present) {
        return new ServiceDates(true, List.copyOf(present));
    }

    /** These dates; none if there are none. */
    public static ServiceDates only(Collection<LocalDate> dates) {
        return new ServiceDates(false, List.copyOf(dates));
    }

    public boolean isNone() {
        return !isAll && dates.isEmpty();
    }

    /** These dates, and so many before and after each; every date stays every date. */
    public ServiceDates widened(int daysBefore, int daysAfter) {
        if (isAll) {
            return this;
        }
        return only(dates.stream()
                .flatMap(date -> date.minusDays(daysBefore).datesUntil(date.plusDays(daysAfter + 1L)))
                .toList());
    }

    /** These dates and others. */
    public ServiceDates and(ServiceDates others) {
        List<LocalDate> both = new ArrayList<>(dates);
        both.addAll(others.dates);
        return new ServiceDates(isAll || others.isAll, both);
    }

    /** The rows of these dates, as a condition in SQL. The range says nothing new, but file statistics answer it. */
    public String condition() {
        if (isAll) {
            return "true";
        }
        if (dates.isEmpty()) {
            return "false";
        }
        String range = COLUMN + " BETWEEN " + literal(dates.get(0)) + " AND " + literal(dates.get(dates.size() - 1));
        String list = dates.stream().map(ServiceDates::literal).collect(Collectors.joining(", "));
        return range + " AND " + COLUMN + " IN (" + list + ")";
    }

    private static String literal(LocalDate date) {
        return "DATE '" + date + "'";
    }
}
