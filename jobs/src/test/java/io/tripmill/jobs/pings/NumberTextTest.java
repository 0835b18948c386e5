package io.tripmill.jobs.pings;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.RoundingMode;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"0", "-0.0", "52.5", "+52.5", "5.", ".5", "1e3", "1E-3", " 52.5 ", "1e+999999999"})
    void decimalNumbersAreNumbers(String text) {
        assertThat(NumberText.of(text)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", ".", "+", "e5", "1e", "1e+", "1d", "1f", "0x1p3", "1,5", "1_000", "52.5abc", "--1", "1 2",
                "NaN", "\u0665", "1.2.3"
            })
    void nothingElseIs(String text) {
        assertThat(NumberText.of(text)).isEmpty();
    }

    @Test
    void aThousandDigitsAreTheMost() {
        assertThat(NumberText.of("1".repeat(1000))).isPresent();
        assertThat(NumberText.of("1".repeat(1001))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "nan", "Infinity", "-Infinity", "inf", "+INF"})
    void someTextsStandForNumbersThatAreNotFinite(String text) {
        assertThat(NumberText.isNotFinite(text)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "55, 55",
        "55.0, 55",
        "5.5e1, 55",
        "-55.000, -55",
        "550e-1, 55",
        "0e999999999, 0",
        "9223372036854775807, 9223372036854775807",
        "-9223372036854775808.0, -9223372036854775808"
    })
    void integralNumbersAreLongs(String text, long expected) {
        assertThat(number(text).toLong()).hasValue(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "55.5",
                "1e-1",
                "1e-999999999",
                "9223372036854775808",
                "-9223372036854775809",
                "1e19",
                "1e999999999",
                "1e99999999999"
            })
    void othersAreNot(String text) {
        assertThat(number(text).toLong()).isEmpty();
    }

    @Test
    void decimalPlacesAreMovedExactly() {
        assertThat(number("1563178970253.5522").shifted(3, RoundingMode.FLOOR)).hasValue(1563178970253552L);
        assertThat(number("0.1").shifted(6, RoundingMode.FLOOR)).hasValue(100_000);
        assertThat(number("-0.0000001").shifted(6, RoundingMode.FLOOR)).hasValue(-1);
        assertThat(number("-1e-999999999").shifted(6, RoundingMode.FLOOR)).hasValue(-1);
        assertThat(number("-1e-999999999").shifted(6, RoundingMode.DOWN)).hasValue(0);
        assertThat(number("9223372036854.775807").shifted(6, RoundingMode.FLOOR))
                .hasValue(Long.MAX_VALUE);
        assertThat(number("9223372036854.775808").shifted(6, RoundingMode.FLOOR))
                .isEqualTo(OptionalLong.empty());
        assertThat(number("9223372036855").shifted(6, RoundingMode.FLOOR)).isEqualTo(OptionalLong.empty());
        assertThat(number("-9223372036855").shifted(6, RoundingMode.FLOOR)).isEqualTo(OptionalLong.empty());
        assertThat(number("-9223372036854").shifted(6, RoundingMode.FLOOR)).hasValue(-9223372036854000000L);
    }

    private static NumberText number(String text) {
        return NumberText.of(text).orElseThrow();
    }
}
