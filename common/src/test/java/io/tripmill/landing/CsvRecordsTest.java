package io.tripmill.landing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripmill.landing.LandedValue.Text;
import io.tripmill.landing.RecordProblem.Kind;
import io.tripmill.testkit.Property;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvRecordsTest {
    private final LandingFolder landing;

    CsvRecordsTest(@TempDir Path folder) {
        landing = new LandingFolder(folder);
    }

    @Test
    void cellsGoByTheNamesOfTheHeader() throws IOException {
        List<LandedRecord> records = read("\uFEFF id ,location.lat,note\r\nd1,52.5,\r\n\r\n   \r\nd2, 7 ,x\r\n");
        assertThat(records).extracting(LandedRecord::position).containsExactly(2L, 5L);
        assertThat(records.get(0).value("id")).isEqualTo(new Text("d1"));
        assertThat(records.get(0).value("location.lat")).isEqualTo(new Text("52.5"));
        assertThat(records.get(0).value("note")).isEqualTo(LandedValue.NOTHING);
        assertThat(records.get(0).value("absent")).isEqualTo(LandedValue.NOTHING);
        assertThat(records.get(1).value("location.lat")).isEqualTo(new Text(" 7 "));
        assertThat(records.get(1).raw()).isEqualTo("d2, 7 ,x");
    }

    @Test
    void quotesKeepCommasQuotesAndLineBreaks() throws IOException {
        List<LandedRecord> records = read("id,note\n\"d,1\",\"say \"\"hi\"\"\"\nd2,\"one\r\ntwo\n\nfour\"\nd3,\"\"\n");
        assertThat(records.get(0).value("id")).isEqualTo(new Text("d,1"));
        assertThat(records.get(0).value("note")).isEqualTo(new Text("say \"hi\""));
        assertThat(records.get(1).value("note")).isEqualTo(new Text("one\r\ntwo\n\nfour"));
        assertThat(records.get(1).raw()).isEqualTo("d2,\"one\r\ntwo\n\nfour\"");
        assertThat(records.get(2).value("note")).isEqualTo(LandedValue.NOTHING);
        assertThat(records).extracting(LandedRecord::position).containsExactly(2L, 3L, 7L);
    }

    @Test
    void theHeaderMayBeQuotedToo() throws IOException {
        assertThat(read("\"id\",\"no\nte\"\nd1,x").get(0).value("no\nte")).isEqualTo(new Text("x"));
    }

    @Test
    void anotherNumberOfCellsThanTheHeaderRefusesTheRecord() throws IOException {
        List<LandedRecord> records = read("id,note\nd1\nd2,a,b\nd3,x");
        assertThat(records.get(0).problem().orElseThrow()).isEqualTo(malformed("has 1 cells, but the header has 2"));
        assertThat(records.get(1).problem().orElseThrow()).isEqualTo(malformed("has 3 cells, but the header has 2"));
        assertThat(records.get(2).problem()).isEmpty();
    }

    @Test
    void aQuoteThatIsNeverClosedCostsOneLine() throws IOException {
        List<LandedRecord> records = read("id,note\nd1,\"oops\nd2,x\nd3,y");
        assertThat(records).extracting(LandedRecord::raw).containsExactly("d1,\"oops", "d2,x", "d3,y");
        assertThat(records.get(0).problem()).map(RecordProblem::kind).contains(Kind.MALFORMED_CSV);
        assertThat(records.get(1).problem()).isEmpty();
        assertThat(records).extracting(LandedRecord::position).containsExactly(2L, 3L, 4L);
    }

    @Test
    void anUnclosedQuoteBeforeQuotedRecordsCostsOneLine() throws IOException {
        List<LandedRecord> records = read("id,note\nd1,\"oops\n\"d2\",\"x\"\n\"d3\",\"y\"");
        assertThat(records).extracting(LandedRecord::raw).containsExactly("d1,\"oops", "\"d2\",\"x\"", "\"d3\",\"y\"");
        assertThat(records).extracting(record -> record.problem().isPresent()).containsExactly(true, false, false);
    }

    @Test
    void aQuotedCellMayHaveAThousandLinesAndNotOneMore() throws IOException {
        String longest = Stream.generate(() -> "x").limit(999).collect(Collectors.joining("\n"));
        assertThat(read("id\n\"" + longest + "\n\"\nd2"))
                .extracting(LandedRecord::position)
                .containsExactly(2L, 1002L);

        List<LandedRecord> tooMany = read("id\n\"" + longest + "\n\n\"\nd2");
        assertThat(tooMany.get(0).problem()).map(RecordProblem::kind).contains(Kind.MALFORMED_CSV);
        assertThat(tooMany.get(0).raw()).isEqualTo("\"x");
        assertThat(tooMany.get(1).position()).isEqualTo(3);
        assertThat(tooMany)
                .as("the opening line, 998 lines, the closing quote, d2")
                .hasSize(1 + 998 + 1 + 1);
    }

    @Test
    void aQuotedCellMayNotPassTheLimitOfBytes() throws IOException {
        String half = "x".repeat(TextLines.LONGEST_BYTES / 2);
        List<LandedRecord> records = read("id\n\"" + half + "\n" + half + "\"\nd2");
        assertThat(records).extracting(record -> record.problem().isPresent()).containsExactly(true, true, false);
        assertThat(records).extracting(LandedRecord::position).containsExactly(2L, 3L, 4L);
    }

    @Test
    void aLineThatIsTooLongInsideQuotesCostsItselfAndTheLineThatOpenedThem() throws IOException {
        List<LandedRecord> records = read("id\n\"a\n" + "x".repeat(1_000_000) + "\nd2");
        assertThat(records)
                .extracting(record -> record.problem().map(RecordProblem::kind).orElse(null))
                .containsExactly(Kind.MALFORMED_CSV, Kind.RECORD_TOO_LONG, null);
    }

    @Test
    void quotesInsideOrAfterACellRefuseTheLine() throws IOException {
        List<LandedRecord> records = read("id,note\nd\"1,x\nd2,\"x\" \nd3,\"x\"y\nd4, \"x\"\nd5,x");
        assertThat(records)
                .extracting(record -> record.problem().isPresent())
                .containsExactly(true, true, true, true, false);
    }

    @Test
    void badBytesRefuseTheWholeRecordAndNotTheNext() throws IOException {
        LandedFile file = landing.write("a.csv", "id,note\nd1,\"M\u00FCnchen\ntwo\"\nd2,x".getBytes(ISO_8859_1));
        List<LandedRecord> records = LandingFolder.records(file, LandingFormat.CSV);
        assertThat(records.get(0).problem()).map(RecordProblem::kind).contains(Kind.INVALID_ENCODING);
        assertThat(records.get(0).raw()).isEqualTo("d1,\"M\uFFFDnchen\ntwo\"");
        assertThat(records.get(1).problem()).isEmpty();
    }

    @Test
    void aHeaderThatCannotBeReadFailsTheFile() {
        assertThatThrownBy(() -> read("id,lat,id\n"))
                .isInstanceOf(IOException.class)
                .hasMessage("its header names the column 'id' twice");
        assertThatThrownBy(() -> read("id,\"lat\n"))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("its header line has a quote");
        assertThatThrownBy(() -> read("x".repeat(1_000_000)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("1000000 bytes long");
    }

    @Test
    void columnsWithoutANameDoNoHarm() throws IOException {
        assertThat(read("id,,\nd1,a,b").get(0).value("")).isEqualTo(LandedValue.NOTHING);
    }

    @Test
    void aFileWithoutAnyLineHasNeitherColumnsNorRecords() throws IOException {
        try (LandedRecords records =
                LandedRecords.open(landing.write("a.csv", "\n \n"), LandingFormat.CSV, new Configuration())) {
            assertThat(records.columns()).isEmpty();
            assertThat(records.next()).isEmpty();
        }
    }

    /** Whatever the text is: its records cover every line that is not blank, each line once and in order. */
    @Test
    void recordsCoverTheFile() {
        List<String> pieces = List.of(
                "a",
                ",",
                ",",
                "\"",
                "\"",
                "\"\"",
                "\n",
                "\n",
                "\r\n",
                " ",
                "\u00E9",
                "b,c",
                "\n1,2,3\n",
                "\n\"1\",\"2\",\"3\"\n");
        Property.check(1_000, random -> {
            StringBuilder text = new StringBuilder("x,y,z\n");
            for (int i = random.nextInt(40); i > 0; i--) {
                text.append(pieces.get(random.nextInt(pieces.size())));
            }
            String[] lines = text.toString().split("\n", -1);
            int line = 1;
            for (LandedRecord record : read(text.toString())) {
                while (line < record.position() - 1) {
                    assertThat(lines[line]).as("line %d of %s", line + 1, text).isBlank();
                    line++;
                }
                assertThat(line).as("of %s", text).isEqualTo((int) record.position() - 1);
                line += (int) record.raw().chars().filter(c -> c == '\n').count() + 1;
            }
            while (line < lines.length) {
                assertThat(lines[line]).as("line %d of %s", line + 1, text).isBlank();
                line++;
            }
        });
    }

    private static RecordProblem malformed(String message) {
        return new RecordProblem(Kind.MALFORMED_CSV, message);
    }

    private List<LandedRecord> read(String text) throws IOException {
        return LandingFolder.records(landing.write("a.csv", text), LandingFormat.CSV);
    }
}
