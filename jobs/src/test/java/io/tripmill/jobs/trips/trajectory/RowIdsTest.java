package io.tripmill.jobs.trips.trajectory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The expected ids were computed by another program from the byte layout that {@link RowIds} describes. */
class RowIdsTest {
    private static final long START_US = 1_772_344_800_000_000L;

    @Test
    void anIdIsTheDigestOfItsDescribedBytes() {
        RowIds ids = new RowIds("acme", "bus-7", "0123456789abcdef");

        assertThat(ids.session(START_US)).isEqualTo("71a86b3203edda98582d908fd39fb898");
        assertThat(ids.stay(START_US)).isEqualTo("1785f3829cc5de542a78f5c150955c26");
        assertThat(ids.trip(START_US)).isEqualTo("26c115e5dc8bba9e249eea6b09f49ae2");
    }

    @Test
    void textIsUtf8AndTimesBefore1970AreNegative() {
        assertThat(new RowIds("交通局", "", "0123456789abcdef").session(-1)).isEqualTo("1ebf1ed2cf46515099fc8bf9f700088c");
    }

    @Test
    void lengthsKeepNeighbouringTextsApart() {
        assertThat(new RowIds("ab", "c", "h").session(0)).isEqualTo("0c29130b53dfbcf26168fcd188c2a6ac");
        assertThat(new RowIds("a", "bc", "h").session(0)).isEqualTo("43bbae6cbaba8084693a7621de397d42");
    }

    @Test
    void theRowsOfATimeLineCarryTheirIds() {
        Recorded recorded = TestDay.timeline("""
                at    | north_m
                06:00 | 0
                06:05 | 0
                06:06 | 500
                """);
        String paramsHash = TrajectoryOptions.defaults().paramsHash();
        RowIds ids = new RowIds("acme", "bus-7", paramsHash);
        String sessionId = ids.session(START_US);

        assertThat(recorded.sessions.get(0).identity())
                .isEqualTo(new RowIdentity(sessionId, sessionId, "acme", "bus-7", paramsHash));
        assertThat(recorded.stays.get(0).identity())
                .isEqualTo(new RowIdentity(ids.stay(START_US), sessionId, "acme", "bus-7", paramsHash));
        assertThat(recorded.trips.get(0).identity())
                .isEqualTo(new RowIdentity(ids.trip(START_US), sessionId, "acme", "bus-7", paramsHash));
    }
}
