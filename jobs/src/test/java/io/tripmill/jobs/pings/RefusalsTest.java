package io.tripmill.jobs.pings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RefusalsTest {

    @Test
    void reasonsComeOnceAndInTheOrderOfTheirTable() {
        Refusals refusals = new Refusals();
        refusals.add(RefusalReason.BAD_VALUE, "speed is 'x', which is not a number");
        refusals.add(RefusalReason.MISSING_LAT, "lat is missing");
        refusals.add(RefusalReason.BAD_VALUE, "heading is 'y', which is not a number");
        assertThat(refusals.codes()).containsExactly("MISSING_LAT", "BAD_VALUE");
        assertThat(refusals.message())
                .isEqualTo(
                        "lat is missing; speed is 'x', which is not a number; heading is 'y', which is not a number.");
    }

    @Test
    void longValuesAreCutBetweenCharactersAndStayOnOneLine() {
        assertThat(Refusals.shortened("a\nb\u0000")).isEqualTo("a b ");
        assertThat(Refusals.shortened("x".repeat(60))).isEqualTo("x".repeat(60));
        assertThat(Refusals.shortened("\uD83D\uDEB2".repeat(61))).isEqualTo("\uD83D\uDEB2".repeat(60) + "...");
    }

    @Test
    void everyReasonHasASentence() {
        assertThat(RefusalReason.values())
                .allSatisfy(reason -> assertThat(reason.sentence()).endsWith("."));
        assertThat(RefusalReason.NULL_ISLAND.code()).isEqualTo("NULL_ISLAND");
    }
}
