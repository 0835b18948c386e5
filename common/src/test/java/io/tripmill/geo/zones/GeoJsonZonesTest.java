package io.tripmill.geo.zones;

import static io.tripmill.geo.zones.GeoJson.collection;
import static io.tripmill.geo.zones.GeoJson.feature;
import static io.tripmill.geo.zones.GeoJson.map;
import static io.tripmill.geo.zones.GeoJson.rings;
import static io.tripmill.geo.zones.GeoJson.zone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GeoJsonZonesTest {
    private static final String SQUARE = "0 0, 2 0, 2 2, 0 2";

    @Test
    void whatIsNoCollectionOfFeaturesIsRefused() {
        assertRefused("date,name\n", "it is not JSON: Unrecognized token 'date'");
        assertRefused("[1, 2]", "it is no GeoJSON FeatureCollection");
        assertRefused("{\"type\": \"Topology\"}", "it is no GeoJSON FeatureCollection");
        assertRefused(collection() + collection(), "it is not JSON: ");
        assertRefused(collection(), "it has no polygons");
    }

    @Test
    void eachFeatureIsAZoneWithAnIdOfItsOwn() {
        assertRefused(
                collection(zone("a", 0, SQUARE), zone("a", 0, SQUARE)),
                "features[1] has the id 'a', which another zone or the outside has already");
        assertRefused(collection(zone("outside", 0, SQUARE)), "features[0] has the id 'outside', which");
        assertRefused(collection(zone(" ", 0, SQUARE)), "features[0] has no id: its property 'id' must be a text of 1");
        assertRefused(
                "{\"type\": \"FeatureCollection\", \"features\": [{\"properties\": {\"name\": \"a\"}, \"geometry\":"
                        + " {\"type\": \"Polygon\", \"coordinates\": " + rings(SQUARE) + "}}]}",
                "features[0] has no id: its property 'id' must be a text of 1 to 200 characters or a whole number");
        assertRefused(
                collection(zone("a", 0, SQUARE).replace("\"priority\": 0", "\"priority\": \"high\"")),
                "zone 'a' has the priority \"high\", which is not a whole number");
        assertRefused(collection(feature("a", 0, "Point", "[1, 2]")), "zone 'a' is no Polygon or MultiPolygon");
    }

    @Test
    void eachRingIsClosedOnTheEarthAndDoesNotCrossItself() {
        assertRefused(
                collection(zone("a", 0, "0 0, 2 2, 2 0, 0 2")),
                "zone 'a' is no sound polygon: Self-intersection at longitude 1.0, latitude 1.0");
        assertRefused(
                collection(zone("a", 0, SQUARE, "1 1, 3 1, 3 3, 1 3")),
                "zone 'a' is no sound polygon: Self-intersection");
        assertRefused(
                collection(zone("a", 0, SQUARE, "5 1, 6 1, 6 2, 5 2")),
                "zone 'a' is no sound polygon: Hole lies outside shell at longitude 5.0, latitude 1.0");
        assertRefused(collection(zone("a", 0, "0 0, 1 1, 2 2")), "zone 'a' is no sound polygon: ");
        assertRefused(
                collection(zone("a", 0, "0 0, 190 0, 190 2, 0 2")),
                "zone 'a' has a position outside of longitude -180 to 180 and latitude -90 to 90: [190,0]");
        assertRefused(
                collection(zone("a", 0, "52 13, 53 13, 53 94, 52 94")),
                "zone 'a' has a position outside of longitude -180 to 180 and latitude -90 to 90: [53,94]");
        assertRefused(
                collection(feature("a", 0, "Polygon", "[[[0,0],[2,0],[2,2],[0,2]]]")),
                "zone 'a' has a ring that does not end where it begins at longitude 0.0, latitude 0.0");
        assertRefused(
                collection(feature("a", 0, "Polygon", "[[[0,0],[2,0],[0,0]]]")),
                "zone 'a' has a ring of less than 4 positions");
        assertRefused(
                collection(feature("a", 0, "Polygon", "[[[0,0],[2,\"0\"],[2,2],[0,0]]]")),
                "zone 'a' has [2,\"0\"] in place of a position [longitude, latitude]");
        assertRefused(
                collection(feature("a", 0, "Polygon", "[" + rings(SQUARE, SQUARE, SQUARE, SQUARE) + "]")),
                "zone 'a' has [[0,0],[2,0],[2,2],[0,2],[0,0]] in place of a position [longitude, latitude]");
        assertRefused(collection(feature("a", 0, "Polygon", "[]")), "zone 'a' has a polygon without a list of rings");
        assertRefused(
                collection(feature("a", 0, "MultiPolygon", "[]")), "zone 'a' has a MultiPolygon without polygons");
        assertRefused(
                collection(zone("a", 0, "0 60, 120 60, -120 60")),
                "zone 'a' has a ring around a pole at longitude 0.0, latitude 60.0; cut it along the antimeridian");
    }

    @Test
    void aByteOrderMarkDoesNotMatter() {
        assertThat(GeoJsonZones.parse("\uFEFF" + collection(zone("a", 0, SQUARE)), "id", "priority", Set.of())
                        .at(1, 1))
                .hasValue("a");
    }

    @Test
    void allProblemsAreToldAtOnceUpToTen() {
        assertThatThrownBy(() -> map(IntStream.range(0, 13)
                        .mapToObj(i -> zone("z" + i, 0, "0 0, 2 2, 2 0, 0 2"))
                        .toArray(String[]::new)))
                .hasMessageContaining("zone 'z0' is no")
                .hasMessageContaining("zone 'z9' is no")
                .hasMessageEndingWith("; and 3 more");
    }

    private static void assertRefused(String json, String problem) {
        assertThatThrownBy(() -> GeoJsonZones.parse(json, "id", "priority", Set.of("outside")))
                .isInstanceOf(InvalidZones.class)
                .hasMessageStartingWith(problem);
    }
}
