package io.tripmill.quality.suggest;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A range of numbers, and the round numbers around it: multiples of the power of ten that is at most its width.
 *
 * @param max not less than min
 */
record Rounding(BigDecimal min, BigDecimal max) {

    /** The greatest round number that is not above the least. */
    BigDecimal lower() {
        return round(min, RoundingMode.FLOOR);
    }

    /** The least round number that is not below the greatest. */
    BigDecimal upper() {
        return round(max, RoundingMode.CEILING);
    }

    private BigDecimal round(BigDecimal number, RoundingMode mode) {
        BigDecimal unit = unit();
        BigDecimal rounded = number.divide(unit, 0, mode).multiply(unit);
        return rounded.signum() == 0
                ? BigDecimal.ZERO
                : new BigDecimal(rounded.stripTrailingZeros().toPlainString());
    }

    private BigDecimal unit() {
        BigDecimal width = max.subtract(min);
        BigDecimal measure = width.signum() == 0 ? max.abs() : width;
        return measure.signum() == 0
                ? BigDecimal.ONE
                : BigDecimal.ONE.scaleByPowerOfTen(measure.precision() - measure.scale() - 1);
    }
}
