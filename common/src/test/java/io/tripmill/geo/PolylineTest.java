package io.tripmill.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PolylineTest {
    @Test
    void theExampleOfTheFormatsDescription() {
        Polyline line = new Polyline().add(38.5, -120.2).add(40.7, -120.95).add(43.252, -126.453);

        assertThat(line.encoded()).isEqualTo("_p~iF~ps|U_ulLnnqC_mqNvxq`@");
        assertThat(Polyline.decode("_p~iF~ps|U_ulLnnqC_mqNvxq`@"))
                .containsExactly(new Point(38.5, -120.2), new Point(40.7, -120.95), new Point(43.252, -126.453));
    }

    @Test
    void noPointIsNoText() {
        assertThat(new Polyline().encoded()).isEmpty();
        assertThat(Polyline.decode("")).isEmpty();
    }

    @Test
    void halfAStepGoesAwayFromZero() {
        // 5e-6 degrees are exactly half a step.
        assertThat(Polyline.decode(new Polyline().add(5e-6, -5e-6).encoded())).containsExactly(new Point(1e-5, -1e-5));
        assertThat(Polyline.decode(new Polyline()
                        .add(Math.nextDown(5e-6), -Math.nextDown(5e-6))
                        .encoded()))
                .containsExactly(new Point(0, 0));
    }

    @Test
    void everyPointComesBackWithinHalfAStep() {
        long seed = 20260303;
        Random random = new Random(seed);
        List<Point> points = new ArrayList<>();
        Polyline line = new Polyline();
        for (int i = 0; i < 5_000; i++) {
            Point point = new Point(random.nextDouble() * 180 - 90, random.nextDouble() * 360 - 180);
            points.add(point);
            line.add(point.lat(), point.lng());
        }

        List<Point> decoded = Polyline.decode(line.encoded());

        assertThat(decoded).hasSameSizeAs(points);
        for (int i = 0; i < points.size(); i++) {
            assertThat(decoded.get(i).lat())
                    .as("seed %d", seed)
                    .isCloseTo(points.get(i).lat(), within(5.0001e-6));
            assertThat(decoded.get(i).lng())
                    .as("seed %d", seed)
                    .isCloseTo(points.get(i).lng(), within(5.0001e-6));
        }
    }

    @Test
    void theExtremesOfTheEarthFit() {
        String encoded =
                new Polyline().add(-90, -180).add(90, 180).add(-90, -180).encoded();

        assertThat(Polyline.decode(encoded))
                .containsExactly(new Point(-90, -180), new Point(90, 180), new Point(-90, -180));
    }

    @Test
    void aTornPolylineIsRefused() {
        assertThatThrownBy(() -> Polyline.decode("_p~iF"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a polyline ends in the middle of a point: _p~iF");
    }
}
