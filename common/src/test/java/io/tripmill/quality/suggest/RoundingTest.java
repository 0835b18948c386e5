package io.tripmill.quality.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripmill.testkit.Property;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class RoundingTest {
    @Test
    void aRangeIsRoundedOutwardByItsOwnWidth() {
        assertThat(around("0", "37.2")).isEqualTo("0 to 40");
        assertThat(around("35.01", "35.93")).isEqualTo("35 to 36");
        assertThat(around("-179.5", "12")).isEqualTo("-200 to 100");
        assertThat(around("3", "97")).isEqualTo("0 to 100");
        assertThat(around("0", "100")).isEqualTo("0 to 100");
        assertThat(around("0.00012", "0.00089")).isEqualTo("0.0001 to 0.0009");
    }

    @Test
    void aSingleNumberIsRoundedByItsSize() {
        assertThat(around("42", "42")).isEqualTo("40 to 50");
        assertThat(around("-7", "-7")).isEqualTo("-7 to -7");
        assertThat(around("0", "0")).isEqualTo("0 to 0");
    }

    @Test
    void theRoundNumbersAreNeverInside() {
        Property.check(500, random -> {
            BigDecimal one =
                    new BigDecimal(Double.toString((random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(-8, 18))));
            BigDecimal other = one.add(
                    new BigDecimal(Double.toString(random.nextDouble() * Math.pow(10, random.nextInt(-8, 18)))));

            Rounding round = new Rounding(one, other);

            assertThat(round.lower()).isLessThanOrEqualTo(one);
            assertThat(round.upper()).isGreaterThanOrEqualTo(other);
        });
    }

    private static String around(String min, String max) {
        Rounding round = new Rounding(new BigDecimal(min), new BigDecimal(max));
        return round.lower().toPlainString() + " to " + round.upper().toPlainString();
    }
}
