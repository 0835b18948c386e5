package io.tripmill.landing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrackRecordsTest {
    private final LandingFolder landing;

    TrackRecordsTest(@TempDir Path folder) {
        this.landing = new LandingFolder(folder);
    }

    @Test
    void aStreamFailsPastItsBoundAndNotAtIt() throws IOException {
        byte[] bytes = new byte[8];

        assertThat(new BoundedStream(new ByteArrayInputStream(bytes), 8).readAllBytes())
                .hasSize(8);
        assertThatThrownBy(() -> new BoundedStream(new ByteArrayInputStream(bytes), 7).readAllBytes())
                .isInstanceOf(IOException.class);
    }

    @Test
    void speedInKnotsBecomesMetresASecond() throws IOException {
        LandedFile file = landing.write(
                "bus.7.nmea.gz", LandingFolder.gzipped(sentence("GPRMC,060000,A,3530.0,N,13915.0,E,36.0,,010326,,,A")));

        LandedRecord record = LandingFolder.records(file, LandingFormat.NMEA).get(0);

        assertThat(record.value("speed")).isEqualTo(new LandedValue.Numeral("18.52"));
        assertThat(record.value("timestamp")).isEqualTo(new LandedValue.Text("2026-03-01T06:00:00Z"));
        assertThat(record.value("file_name")).isEqualTo(new LandedValue.Text("bus.7"));
    }

    @Test
    void aTrackWithoutANameDoesNotInheritThatOfTheOneBefore() throws IOException {
        LandedFile file = landing.write("a.gpx", """
                <gpx><metadata><name>all</name></metadata>
                <trk><name>first</name><trkseg><trkpt lat="1" lon="2"/></trkseg></trk>
                <trk><trkseg><trkpt lat="1" lon="2"/></trkseg></trk></gpx>
                """);

        List<LandedRecord> records = LandingFolder.records(file, LandingFormat.GPX);

        assertThat(records)
                .extracting(record -> record.value("track_name"))
                .containsExactly(new LandedValue.Text("first"), LandedValue.NOTHING);
        assertThat(records)
                .allSatisfy(record -> assertThat(record.value("metadata_name")).isEqualTo(new LandedValue.Text("all")));
    }

    @Test
    void whatIsNoGpxOrBreaksOffIsUnreadable() {
        LandedFile html = landing.write("a.gpx", "<html/>");
        LandedFile torn = landing.write("b.gpx", "<gpx><trk><trkseg><trkpt lat=\"1\" lon=\"2\"/>");
        LandedFile empty = landing.write("c.gpx", "");

        for (LandedFile file : List.of(html, torn, empty)) {
            assertThatThrownBy(() -> LandingFolder.records(file, LandingFormat.GPX))
                    .as(file.uri())
                    .isInstanceOf(IOException.class);
        }
    }

    private static String sentence(String body) {
        int sum = 0;
        for (byte each : body.getBytes(UTF_8)) {
            sum ^= each;
        }
        return String.format("$%s*%02X%n", body, sum);
    }
}
