package io.tripmill.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServiceDatesTest {
    private static final LocalDate FIRST = LocalDate.parse("2026-03-01");
    private static final LocalDate THIRD = LocalDate.parse("2026-03-03");

    @Test
    void datesAreListedOnceInOrderWithinTheirRange() {
        ServiceDates dates = ServiceDates.only(List.of(THIRD, FIRST, THIRD));

        assertThat(dates.dates()).containsExactly(FIRST, THIRD);
        assertThat(dates.condition())
                .isEqualTo("service_date BETWEEN DATE '2026-03-01' AND DATE '2026-03-03'"
                        + " AND service_date IN (DATE '2026-03-01', DATE '2026-03-03')");
        assertThat(dates.isNone()).isFalse();
    }

    @Test
    void allIsMoreThanTheDatesThatHoldRows() {
        assertThat(ServiceDates.all(List.of(FIRST)).condition()).isEqualTo("true");
        assertThat(ServiceDates.all(List.of()).isNone()).isFalse();
    }

    @Test
    void noneIsNoRow() {
        assertThat(ServiceDates.only(List.of()).isNone()).isTrue();
        assertThat(ServiceDates.only(List.of()).condition()).isEqualTo("false");
    }

    @Test
    void widenedDatesAreThoseAroundEach() {
        ServiceDates widened = ServiceDates.only(List.of(FIRST)).widened(1, 2);

        assertThat(widened.dates())
                .containsExactly(FIRST.minusDays(1), FIRST, FIRST.plusDays(1), THIRD)
                .isEqualTo(new DailyJob.Reach(2, 1)
                        .fed(ServiceDates.only(List.of(FIRST)))
                        .dates())
                .isEqualTo(new DailyJob.Reach(1, 2)
                        .needed(ServiceDates.only(List.of(FIRST)))
                        .dates());
        assertThat(ServiceDates.all(List.of(FIRST)).widened(1, 2)).isEqualTo(ServiceDates.all(List.of(FIRST)));
        assertThat(ServiceDates.only(List.of()).widened(1, 2).isNone()).isTrue();
    }
}
