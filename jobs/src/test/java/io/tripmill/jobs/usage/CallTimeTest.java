package io.tripmill.jobs.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class CallTimeTest {

    @Test
    void isoWithAnOffsetSecondsAndMillisecondsAreTheSameInstant() {
        Instant instant = Instant.parse("2026-03-01T06:00:00Z");

        assertThat(CallTime.of("2026-03-01T06:00:00Z")).contains(instant);
        assertThat(CallTime.of("2026-03-01 15:00:00.000+09:00")).contains(instant);
        assertThat(CallTime.of("1772344800")).contains(instant);
        assertThat(CallTime.of("1772344800000")).contains(instant);
    }

    @Test
    void whatNamesNoInstantIsNone() {
        assertThat(CallTime.of("2026-03-01T06:00:00")).isEmpty();
        assertThat(CallTime.of("yesterday")).isEmpty();
        assertThat(CallTime.of("")).isEmpty();
        assertThat(CallTime.of("-1")).isEmpty();
    }
}
