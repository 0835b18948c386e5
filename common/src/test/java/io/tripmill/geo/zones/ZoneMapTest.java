package io.tripmill.geo.zones;

import static io.tripmill.geo.zones.GeoJson.feature;
import static io.tripmill.geo.zones.GeoJson.map;
import static io.tripmill.geo.zones.GeoJson.rings;
import static io.tripmill.geo.zones.GeoJson.zone;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;

class ZoneMapTest {
    private static final String SQUARE = "10 50, 14 50, 14 54, 10 54";

    @Test
    void aPlaceLiesInTheZoneAroundItOrInNone() {
        ZoneMap zones =
                map(zone("west", 0, "10 50, 12 50, 12 54, 10 54"), zone("east", 0, "12 50, 14 50, 14 54, 12 54"));

        assertThat(zones.at(52, 11)).hasValue("west");
        assertThat(zones.at(52, 13)).hasValue("east");
        assertThat(zones.at(49, 13)).isEmpty();
    }

    @Test
    void aBorderBelongsToTheZoneThatComesFirstById() {
        ZoneMap zones =
                map(zone("west", 0, "10 50, 12 50, 12 54, 10 54"), zone("east", 0, "12 50, 14 50, 14 54, 12 54"));

        assertThat(zones.at(52, 12)).hasValue("east");
        assertThat(zones.at(50, 10)).hasValue("west");
    }

    @Test
    void ofZonesThatOverlapTheGreatestPriorityWinsThenTheId() {
        ZoneMap zones = map(
                zone("a", 0, SQUARE),
                zone("b", 2, "11 51, 13 51, 13 53, 11 53"),
                zone("c", 2, "12 51, 13 51, 13 53, 12 53"));

        assertThat(zones.at(50.5, 10.5)).hasValue("a");
        assertThat(zones.at(52, 11.5)).hasValue("b");
        assertThat(zones.at(52, 12.5)).hasValue("b");
    }

    @Test
    void aHoleIsNotInTheZoneButItsBorderIs() {
        ZoneMap zones = map(zone("ring", 0, SQUARE, "11 51, 13 51, 13 53, 11 53"));

        assertThat(zones.at(52, 12)).isEmpty();
        assertThat(zones.at(52, 11)).hasValue("ring");
        assertThat(zones.at(52, 10.5)).hasValue("ring");
    }

    @Test
    void allPartsOfAMultiPolygonAreInTheZoneAlsoWhereTheyOverlap() {
        ZoneMap zones = map(feature(
                "isles",
                0,
                "MultiPolygon",
                "[" + rings("0 0, 2 0, 2 2, 0 2") + "," + rings("1 0, 3 0, 3 2, 1 2") + ","
                        + rings("8 0, 9 0, 9 1, 8 1") + "]"));

        assertThat(zones.at(1, 1.5)).hasValue("isles");
        assertThat(zones.at(1, 2.5)).hasValue("isles");
        assertThat(zones.at(0.5, 8.5)).hasValue("isles");
        assertThat(zones.at(1, 5)).isEmpty();
    }

    @Test
    void aRingMayCrossTheAntimeridianOrEndAtIt() {
        ZoneMap across =
                map(zone("fiji", 0, "177 -20, -178 -20, -178 -15, 177 -15", "179 -18, -179 -18, -179 -17, 179 -17"));
        for (double lng : new double[] {177, 178, 180, -180, -178.5, 538, -178}) {
            assertThat(across.at(-19, lng)).as("%s", lng).hasValue("fiji");
        }
        assertThat(across.at(-17.5, 180)).isEmpty();
        assertThat(across.at(-17.5, -178.5)).hasValue("fiji");
        assertThat(across.at(-19, 0)).isEmpty();
        assertThat(across.at(-19, 176.9)).isEmpty();
        assertThat(across.at(-19, -177.9)).isEmpty();

        ZoneMap cut = map(feature(
                "fiji",
                0,
                "MultiPolygon",
                "[" + rings("177 -20, 180 -20, 180 -15, 177 -15") + ","
                        + rings("-180 -20, -178 -20, -178 -15, -180 -15") + "]"));
        assertThat(cut.at(-19, 180)).hasValue("fiji");
        assertThat(cut.at(-19, -180)).hasValue("fiji");
        ZoneMap eastOfIt = map(zone("only east", 0, "-180 -20, -178 -20, -178 -15, -180 -15"));
        assertThat(eastOfIt.at(-19, 180)).hasValue("only east");
        ZoneMap westOfIt = map(zone("only west", 0, "177 -20, 180 -20, 180 -15, 177 -15"));
        assertThat(westOfIt.at(-19, -180)).hasValue("only west");
    }

    @Test
    void theWholeEarthIsAZoneToo() {
        ZoneMap earth = map(zone("earth", 0, "-180 -90, 180 -90, 180 90, -180 90"));

        assertThat(earth.at(90, 0)).hasValue("earth");
        assertThat(earth.at(0, 180)).hasValue("earth");
        assertThat(earth.at(0, -180)).hasValue("earth");
    }

    @Test
    void anIdMayBeAWholeNumberOrStandBesideTheProperties() {
        String number = "{\"type\": \"Feature\", \"properties\": {\"id\": 7}, \"geometry\": {\"type\": \"Polygon\","
                + " \"coordinates\": " + rings("0 0, 2 0, 2 2, 0 2") + "}}";
        String beside = "{\"type\": \"Feature\", \"id\": \"x\", \"properties\": null, \"geometry\": {\"type\":"
                + " \"Polygon\", \"coordinates\": " + rings("4 0, 6 0, 6 2, 4 2") + "}}";
        ZoneMap zones = map(number, beside);

        assertThat(zones.at(1, 1)).hasValue("7");
        assertThat(zones.at(1, 5)).hasValue("x");
    }

    @Test
    void theFingerprintIsOfTheZonesAndNotOfTheirText() {
        String one = zone("a", 0, "0 0, 2 0, 2 2, 0 2");
        String other = zone("b", 1, "4 0, 6 0, 6 2, 4 2");
        String fingerprint = map(one, other).fingerprint();

        assertThat(fingerprint).matches("[0-9a-f]{16}");
        assertThat(map(other, one).fingerprint()).isEqualTo(fingerprint);
        assertThat(map(zone("a", 0, "2 2, 2 0, 0.0 0, 0 2"), other).fingerprint())
                .isEqualTo(fingerprint);
        assertThat(map(zone("a", 1, "0 0, 2 0, 2 2, 0 2"), other).fingerprint()).isNotEqualTo(fingerprint);
        assertThat(map(zone("c", 0, "0 0, 2 0, 2 2, 0 2"), other).fingerprint()).isNotEqualTo(fingerprint);
        assertThat(map(zone("a", 0, "0 0, 2 0, 2 2.000001, 0 2"), other).fingerprint())
                .isNotEqualTo(fingerprint);
    }

    @Test
    void aMapThatIsReceivedTwiceIsMadeOnce() throws Exception {
        ZoneMap sent = map(zone("sent", 3, SQUARE, "11 51, 13 51, 13 53, 11 53"));
        ZoneMap received = sentAndReceived(sent);

        assertThat(received.fingerprint()).isEqualTo(sent.fingerprint());
        assertThat(received.at(52, 10.5)).hasValue("sent");
        assertThat(received.at(52, 12)).isEmpty();
        assertThat(sentAndReceived(received)).isSameAs(received);
    }

    private static ZoneMap sentAndReceived(ZoneMap map) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(map);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (ZoneMap) in.readObject();
        }
    }
}
