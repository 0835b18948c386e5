package io.tripmill.landing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripmill.landing.LandedValue.Flag;
import io.tripmill.landing.LandedValue.Items;
import io.tripmill.landing.LandedValue.Numeral;
import io.tripmill.landing.LandedValue.Text;
import io.tripmill.landing.RecordProblem.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonRecordsTest {
    private final LandingFolder landing;

    JsonRecordsTest(@TempDir Path folder) {
        landing = new LandingFolder(folder);
    }

    @Test
    void eachLineIsARecordWithItsValuesAndItsText() throws IOException {
        List<LandedRecord> records = read("""
                {"id": "d1", "lat": 52.50, "ok": true, "trip_ids": ["t1", 2], "note": null}

                  {"id": 7}
                """);
        assertThat(records).extracting(LandedRecord::position).containsExactly(1L, 3L);
        LandedRecord first = records.get(0);
        assertThat(first.problem()).isEmpty();
        assertThat(first.value("id")).isEqualTo(new Text("d1"));
        assertThat(first.value("lat")).isEqualTo(new Numeral("52.50"));
        assertThat(first.value("ok")).isEqualTo(new Flag(true));
        assertThat(first.value("trip_ids")).isEqualTo(new Items(List.of(new Text("t1"), new Numeral("2"))));
        assertThat(first.value("note")).isEqualTo(LandedValue.NOTHING);
        assertThat(first.value("absent")).isEqualTo(LandedValue.NOTHING);
        assertThat(first.raw()).startsWith("{\"id\": \"d1\"").endsWith("null}");
    }

    @Test
    void dotsLeadIntoNestedObjectsUnlessAKeyHasTheWholeName() throws IOException {
        LandedRecord nested = read("{\"location\": {\"gps\": {\"lat\": 1}}, \"a.b\": 2, \"a\": {\"b\": 3}}")
                .get(0);
        assertThat(nested.value("location.gps.lat")).isEqualTo(new Numeral("1"));
        assertThat(nested.value("location.gps.lat.x")).isEqualTo(LandedValue.NOTHING);
        assertThat(nested.value("location.lng")).isEqualTo(LandedValue.NOTHING);
        assertThat(nested.value("a.b")).isEqualTo(new Numeral("2"));
        assertThat(nested.value(".a")).isEqualTo(LandedValue.NOTHING);
    }

    @Test
    void aLineThatIsNotOneObjectIsARefusedRecordAndTheNextOneIsRead() throws IOException {
        List<String> lines = List.of(
                "not json",
                "[1]",
                "3",
                "\"text\"",
                "null",
                "{\"a\":1",
                "{\"a\":1} {}",
                "{\"a\":1}x",
                "{a:1}",
                "}",
                "{\"a\":1,}",
                "{\"a\":\u00001}");
        List<LandedRecord> records = read(String.join("\n", lines) + "\n{\"a\":1}");
        assertThat(records).hasSize(lines.size() + 1);
        for (int i = 0; i < lines.size(); i++) {
            assertThat(records.get(i).problem())
                    .as(lines.get(i))
                    .map(RecordProblem::kind)
                    .contains(Kind.MALFORMED_JSON);
            assertThat(records.get(i).raw()).isEqualTo(lines.get(i));
            assertThat(records.get(i).value("a")).isEqualTo(LandedValue.NOTHING);
        }
        assertThat(records.get(lines.size()).problem()).isEmpty();
    }

    @Test
    void theProblemSaysWhereTheTextStopsBeingJson() throws IOException {
        assertThat(problem("{\"a\": tru}")).matches("is not a JSON object, from character \\d+ on");
        assertThat(problem("[1]")).isEqualTo("is JSON, but not an object");
        assertThat(problem("{} {}")).isEqualTo("goes on after its JSON object");
        assertThat(problem("{\"a\": [\"\\ud83d\"]}")).isEqualTo("has an escape that is only half of a character");
        assertThat(read("{\"a\": \"\\ud83d\\udeb2\"}").get(0).value("a")).isEqualTo(new Text("\uD83D\uDEB2"));
        assertThat(problem("{\"lat\": 1, \"lat\": 2}")).isEqualTo("has the key 'lat' twice");
    }

    @Test
    void numbersKeepTheirDigitsHoweverManyThereAre() throws IOException {
        String digits = "1" + "0".repeat(100_000);
        LandedRecord record = read("{\"a\": " + digits + ", \"b\": 1e999999999, \"c\": NaN, \"d\": -Infinity}")
                .get(0);
        assertThat(record.value("a")).isEqualTo(new Numeral(digits));
        assertThat(record.value("b")).isEqualTo(new Numeral("1e999999999"));
        assertThat(record.value("c")).isEqualTo(new Numeral("NaN"));
        assertThat(record.value("d")).isEqualTo(new Numeral("-Infinity"));
    }

    @Test
    void nestingTooDeepRefusesTheRecordOnly() throws IOException {
        int levels = 50_000;
        List<LandedRecord> records = read("{\"a\": " + "[".repeat(levels) + "]".repeat(levels) + "}\n"
                + "{\"a\":".repeat(levels / 10) + "1" + "}".repeat(levels / 10) + "\n{\"a\": 1}");
        assertThat(records.get(0).problem()).map(RecordProblem::kind).contains(Kind.MALFORMED_JSON);
        assertThat(records.get(1).problem()).map(RecordProblem::kind).contains(Kind.MALFORMED_JSON);
        assertThat(records.get(2).problem()).isEmpty();
    }

    @Test
    void aMarkCrlfAndBadBytesAreHandledByLine() throws IOException {
        List<LandedRecord> records = read("\uFEFF{\"a\": 1}\r\n{\"a\": \"\u00E9\"}\r\n");
        assertThat(records).extracting(LandedRecord::raw).containsExactly("{\"a\": 1}", "{\"a\": \"\u00E9\"}");

        LandedFile broken = landing.write("b.json", new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xFF, '"', '}'});
        LandedRecord refused = LandingFolder.records(broken, LandingFormat.JSON).get(0);
        assertThat(refused.problem()).map(RecordProblem::kind).contains(Kind.INVALID_ENCODING);
        assertThat(refused.raw()).isEqualTo("{\"a\":\"\uFFFD\"}");
    }

    @Test
    void aLineOfAMillionCharactersIsOneRefusedRecord() throws IOException {
        List<LandedRecord> records = read("{\"a\": \"" + "x".repeat(1_000_000) + "\"}\n{\"a\": 1}");
        assertThat(records.get(0).problem()).map(RecordProblem::kind).contains(Kind.RECORD_TOO_LONG);
        assertThat(records.get(0).raw()).hasSize(4096);
        assertThat(records.get(1).problem()).isEmpty();
        assertThat(records.get(1).position()).isEqualTo(2);
    }

    private String problem(String line) throws IOException {
        return read(line).get(0).problem().orElseThrow().message();
    }

    private List<LandedRecord> read(String text) throws IOException {
        return LandingFolder.records(landing.write("a.json", text), LandingFormat.JSON);
    }
}
