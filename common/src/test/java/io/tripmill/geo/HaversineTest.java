package io.tripmill.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class HaversineTest {
    private static final Haversine EARTH = new Haversine(Haversine.EARTH_RADIUS_M);
    private static final double MILLIMETRE = 0.001;

    @Test
    void aDegreeOfLatitudeIsA360thOfTheCircumference() {
        assertThat(EARTH.metresBetween(35, 139, 36, 139)).isCloseTo(111_195.0802335, within(1e-6));
        assertThat(new Haversine(Haversine.TRACKINTEL_RADIUS_M).metresBetween(35, 139, 36, 139))
                .isCloseTo(111_194.9266445, within(1e-6));
    }

    @Test
    void aDegreeOfLongitudeIsHalfAsLongAtSixtyDegrees() {
        assertThat(EARTH.metresBetween(60, 10, 60, 11)).isCloseTo(55_597.54, within(3.0));
        assertThat(EARTH.metresBetween(0, 10, 0, 11)).isCloseTo(111_195.0802335, within(1e-6));
    }

    @Test
    void theDateLineIsNoObstacle() {
        assertThat(EARTH.metresBetween(0, 179.5, 0, -179.5)).isCloseTo(111_195.0802335, within(1e-6));
    }

    @Test
    void antipodesAreHalfACircumferenceApart() {
        assertThat(EARTH.metresBetween(12, 34, -12, -146))
                .isCloseTo(StrictMath.PI * Haversine.EARTH_RADIUS_M, within(MILLIMETRE));
        assertThat(EARTH.metresBetween(90, 0, -90, 77))
                .isCloseTo(StrictMath.PI * Haversine.EARTH_RADIUS_M, within(MILLIMETRE));
    }

    @Test
    void equalPointsAreExactlyZeroApart() {
        SwiftHaversine swift = new SwiftHaversine(EARTH);
        double cosLat = SwiftHaversine.cosOfLatitude(35.1);

        assertThat(EARTH.metresBetween(35.1, 139.7, 35.1, 139.7)).isZero();
        assertThat(swift.metresBetween(35.1, cosLat, 139.7, 35.1, cosLat, 139.7))
                .isZero();
    }

    @Test
    void theSwiftFormulaAgreesWithTheExactOneWithinAMillimetre() {
        SwiftHaversine swift = new SwiftHaversine(EARTH);
        long seed = 20260302;
        Random random = new Random(seed);
        for (int i = 0; i < 200_000; i++) {
            double lat1 = random.nextDouble() * 180 - 90;
            double lng1 = random.nextDouble() * 360 - 180;
            double reach = StrictMath.pow(10, random.nextDouble() * 8 - 7);
            double lat2 = Math.max(-90, Math.min(90, lat1 + (random.nextDouble() * 2 - 1) * reach));
            double lng2 = Longitude.wrap(lng1 + (random.nextDouble() * 2 - 1) * reach);

            assertThat(swift.metresBetween(
                            lat1,
                            SwiftHaversine.cosOfLatitude(lat1),
                            lng1,
                            lat2,
                            SwiftHaversine.cosOfLatitude(lat2),
                            lng2))
                    .as("seed %d: from %s, %s to %s, %s", seed, lat1, lng1, lat2, lng2)
                    .isCloseTo(EARTH.metresBetween(lat1, lng1, lat2, lng2), within(MILLIMETRE));
        }
    }

    @Test
    void theSwiftCosineIsAccurateFromPoleToPole() {
        for (double lat = -90; lat <= 90; lat += 0.01) {
            assertThat(SwiftHaversine.cosOfLatitude(lat))
                    .as("latitude %s", lat)
                    .isCloseTo(StrictMath.cos(StrictMath.toRadians(lat)), within(5e-16));
        }
    }

    @Test
    void allLongitudesMeetAtThePole() {
        SwiftHaversine swift = new SwiftHaversine(EARTH);
        double cosLat = SwiftHaversine.cosOfLatitude(90);

        assertThat(cosLat).isBetween(0.0, 5e-16);
        assertThat(swift.metresBetween(90, cosLat, 10, 90, cosLat, 14)).isCloseTo(0, within(MILLIMETRE));
        assertThat(EARTH.metresBetween(90, 10, 90, 170)).isCloseTo(0, within(MILLIMETRE));
    }

    @Test
    void aRadiusThatIsNoneIsRefused() {
        for (double radiusM : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> new Haversine(radiusM))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a radius is finite and greater than 0 m, not " + radiusM);
        }
    }
}
