package io.tripmill.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LongitudeTest {
    @Test
    void minus180IsInsideAnd180IsItsOtherName() {
        assertThat(Longitude.wrap(-180)).isEqualTo(-180);
        assertThat(Longitude.wrap(180)).isEqualTo(-180);
        assertThat(Longitude.wrap(Math.nextDown(180.0))).isEqualTo(Math.nextDown(180.0));
        assertThat(Longitude.wrap(Math.nextDown(-180.0))).isLessThan(180).isGreaterThanOrEqualTo(-180);
    }

    @Test
    void oneStepAcrossTheDateLineIsSmall() {
        assertThat(Longitude.wrap(-179.5 - 179.5)).isEqualTo(1);
        assertThat(Longitude.wrap(179.5 + 179.5)).isEqualTo(-1);
        assertThat(Longitude.wrap(540.25)).isCloseTo(-179.75, within(1e-12));
    }

    @Test
    void whatIsInsideComesBackBitByBit() {
        assertThat(Longitude.wrap(139.7671234567)).isEqualTo(139.7671234567);
    }
}
