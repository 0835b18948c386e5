package io.tripmill.jobs.serving.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripmill.geo.H3Cells;
import io.tripmill.geo.Point;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Times, places and lines, made less exact. */
class CoarseningTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZoneId KATHMANDU = ZoneId.of("Asia/Kathmandu");

    @Test
    void timesBeginOnTheClockOfTheZone() {
        Instant time = Instant.parse("2026-03-01T10:59:59.999Z");

        assertThat(TimeGrain.MINUTE.truncate(time, BERLIN)).isEqualTo("2026-03-01T10:59:00Z");
        assertThat(TimeGrain.QUARTER_HOUR.truncate(time, BERLIN)).isEqualTo("2026-03-01T10:45:00Z");
        assertThat(TimeGrain.HOUR.truncate(time, BERLIN)).isEqualTo("2026-03-01T10:00:00Z");
        assertThat(TimeGrain.HOUR.truncate(time, KATHMANDU)).isEqualTo("2026-03-01T10:15:00Z");
        assertThat(TimeGrain.DAY.truncate(time, BERLIN)).isEqualTo("2026-02-28T23:00:00Z");
    }

    @Test
    void theHourThatTheClockRepeatsIsTwoHours() {
        assertThat(TimeGrain.HOUR.truncate(Instant.parse("2026-10-25T00:30:00Z"), BERLIN))
                .isEqualTo("2026-10-25T00:00:00Z");
        assertThat(TimeGrain.HOUR.truncate(Instant.parse("2026-10-25T01:30:00Z"), BERLIN))
                .isEqualTo("2026-10-25T01:00:00Z");
        assertThat(TimeGrain.DAY.truncate(Instant.parse("2026-10-25T22:59:00Z"), BERLIN))
                .isEqualTo("2026-10-24T22:00:00Z");
    }

    @Test
    void aCellsAncestorsHoldEachOther() {
        Random dice = new Random(7);
        for (int trial = 0; trial < 200; trial++) {
            String cell = H3Cells.at(new Point(dice.nextDouble() * 178 - 89, dice.nextDouble() * 360 - 180), 15);
            int coarse = dice.nextInt(15);
            int fine = coarse + dice.nextInt(15 - coarse);

            String ancestor = H3Cells.ancestor(cell, coarse);

            assertThat(H3Cells.isCell(ancestor)).isTrue();
            assertThat(H3Cells.resolution(ancestor)).isEqualTo(coarse);
            assertThat(H3Cells.ancestor(H3Cells.ancestor(cell, fine), coarse)).isEqualTo(ancestor);
        }
    }

    @Test
    void aCellIsNotMadeFiner() {
        assertThat(H3Cells.ancestor("881f1d4887fffff", 8)).isEqualTo("881f1d4887fffff");
        assertThatThrownBy(() -> H3Cells.ancestor("881f1d4887fffff", 9)).hasMessageContaining("resolution 9");
        assertThat(H3Cells.isCell("881f1d4887ffff")).isFalse();
    }

    @Test
    void bothEndsOfALineAreTakenOff() {
        List<Point> everyDegreeOfTheEquator = new ArrayList<>();
        for (int degree = 0; degree <= 10; degree++) {
            everyDegreeOfTheEquator.add(new Point(0, degree));
        }

        List<Point> left = new Trimming(200_000).of(everyDegreeOfTheEquator);

        assertThat(left).isEqualTo(everyDegreeOfTheEquator.subList(2, 9));
        assertThat(new Trimming(0).of(everyDegreeOfTheEquator)).isEqualTo(everyDegreeOfTheEquator);
    }

    @Test
    void ofALineShorterThanItsEndsNothingIsLeft() {
        assertThat(new Trimming(200).of(List.of(new Point(0, 0), new Point(0, 0.001), new Point(0, 0.002))))
                .isEmpty();
        assertThat(new Trimming(200).of(List.of())).isEmpty();
        assertThatThrownBy(() -> new Trimming(Double.NaN)).hasMessageContaining("metres");
    }
}
