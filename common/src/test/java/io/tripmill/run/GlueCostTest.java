package io.tripmill.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tripmill.job.Args;
import io.tripmill.job.CommonParams;
import io.tripmill.job.DpuHourPrice;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The DPU hours of a run, and what they cost. */
class GlueCostTest {
    private static final Optional<DpuHourPrice> RATE =
            Optional.of(new DpuHourPrice(new BigDecimal("0.50"), LocalDate.parse("2026-03-01")));

    @Test
    void fourTasksShareADpuAndTheDriverHasOneOfItsOwn() {
        GlueCost cost = GlueCost.of(4 * 3600, 1800, 3_000_000, RATE);

        assertThat(cost.dpuHours()).isEqualTo(1.5, within(1e-12));
        assertThat(cost.price()).contains(new BigDecimal("0.750"));
        assertThat(cost.pricePerMillionRows()).contains(new BigDecimal("0.25"));
    }

    @Test
    void twoDpusAreBilledForAMinuteAtLeast() {
        assertThat(GlueCost.of(1, 20, 10, RATE).dpuHours()).isEqualTo(2 / 60.0, within(1e-12));
        assertThat(GlueCost.of(0, 121, 10, RATE).dpuHours()).isEqualTo(121 / 3600.0, within(1e-12));
    }

    @Test
    void withoutARateThereIsNoPriceAndWithoutRowsNoneOfAMillion() {
        assertThat(GlueCost.of(1, 1, 10, Optional.empty()).price()).isEmpty();
        assertThat(GlueCost.of(1, 1, 0, RATE).pricePerMillionRows()).isEmpty();
    }

    @Test
    void theReportTellsTheRateWithItsDate() {
        ObjectNode report = new ObjectMapper().createObjectNode();
        GlueCost.of(4 * 3600, 1800, 3_000_000, RATE).putIn(report);

        assertThat(report.toString())
                .isEqualTo(
                        "{\"cost\":{\"dpu_hours\":1.5,\"dpu_hour_price\":0.50,\"price_date\":\"2026-03-01\",\"price\":0.750,"
                                + "\"price_per_million_rows_read\":0.25}}");
    }

    @Test
    void aRateIsTypedWithItsDate() {
        assertThat(rate("0.44@2026-11-01"))
                .isEqualTo(new DpuHourPrice(new BigDecimal("0.44"), LocalDate.parse("2026-11-01")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.44",
                "0.44@",
                "@2026-11-01",
                "0@2026-11-01",
                "-1@2026-11-01",
                "1e99@2026-11-01",
                "1@soon",
                "x@2026-11-01"
            })
    void aRateWithoutADateOrAPriceIsRefused(String text) {
        assertThatThrownBy(() -> rate(text))
                .hasMessageContaining("not a price greater than 0 and the date when it was looked up");
    }

    private static DpuHourPrice rate(String text) {
        return Args.parse("try", List.of(CommonParams.DPU_HOUR_PRICE), List.of("--dpu-hour-price=" + text))
                .get(CommonParams.DPU_HOUR_PRICE);
    }
}
