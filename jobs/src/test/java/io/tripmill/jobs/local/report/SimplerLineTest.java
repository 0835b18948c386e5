package io.tripmill.jobs.local.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripmill.geo.Point;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SimplerLineTest {
    private static final double METRES_10 = 10 / 111_195.0;

    @Test
    void pointsOnAStraightLineAreNotNeeded() {
        List<Point> straight = IntStream.range(0, 100)
                .mapToObj(i -> new Point(52, 13 + i * 1e-3))
                .toList();

        assertThat(SimplerLine.of(straight, 10, 60)).containsExactly(straight.get(0), straight.get(99));
    }

    @Test
    void aCornerIsKeptAndATremorIsNot() {
        Point corner = new Point(52.01, 13.01);
        List<Point> bent =
                List.of(new Point(52, 13), new Point(52.005, 13.005 + METRES_10 / 2), corner, new Point(52, 13.02));

        assertThat(SimplerLine.of(bent, 10, 60)).containsExactly(bent.get(0), corner, bent.get(3));
    }

    @Test
    void theWayBackToTheStartIsKept() {
        List<Point> thereAndBack = List.of(new Point(52, 13), new Point(52.1, 13), new Point(52, 13));

        assertThat(SimplerLine.of(thereAndBack, 10, 60)).isEqualTo(thereAndBack);
    }

    @Test
    void noLineHasMorePointsThanAllowed() {
        List<Point> zigzag = IntStream.range(0, 1000)
                .mapToObj(i -> new Point(52 + (i % 2) * 0.01, 13 + i * 1e-3))
                .toList();

        assertThat(SimplerLine.of(zigzag, 10, 60))
                .hasSizeLessThanOrEqualTo(60)
                .startsWith(zigzag.get(0))
                .endsWith(zigzag.get(999));
    }

    @Test
    void noPointsAndOnePointStay() {
        assertThat(SimplerLine.of(List.of(), 10, 60)).isEmpty();
        assertThat(SimplerLine.of(List.of(new Point(52, 13)), 10, 60)).containsExactly(new Point(52, 13));
    }
}
