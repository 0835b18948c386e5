package io.tripmill.jobs.serving;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripmill.jobs.serving.contract.Contract;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeriodFlowsTest {
    private static final Contract CONTRACT = Contract.parse("""
            consumer: city
            version: 1
            expires: 2026-12-31
            areas: [851f1d4bfffffff]
            period: day
            level: 7
            products:
              od_flows: {columns: [period_start, origin_h3, destination_h3, trips], format: csv}
            """);

    @Test
    void flowsBetweenTheZonesOfAFileAreNotCountedByCells() {
        Flow flow = new Flow("2026-03-01", "2026-03-01T06:00+01:00", "north", "outside", new Flow.Sum(12, 1, 1));

        assertThatThrownBy(() -> PeriodFlows.of(List.of(flow), CONTRACT))
                .hasMessage(
                        "[T-CONTRACT] The contract counts by H3 cells, but od_flows are kept by the zones of a file, such as"
                                + " 'north'. Run aggregate-trips without --zones and with --recompute full, or keep the zones in a lake of"
                                + " their own.");
    }
}
