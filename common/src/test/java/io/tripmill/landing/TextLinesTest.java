package io.tripmill.landing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripmill.landing.RecordProblem.Kind;
import io.tripmill.testkit.Property;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TextLinesTest {

    @Test
    void linesEndInLfOrCrlfAndTheLastOneNeedsNoEnd() throws IOException {
        assertThat(texts("a\nb\r\n\nc")).containsExactly("a", "b", "", "c");
        assertThat(texts("a\n")).containsExactly("a");
        assertThat(texts("")).isEmpty();
        assertThat(texts("\n\n")).containsExactly("", "");
    }

    @Test
    void aLoneCarriageReturnIsText() throws IOException {
        assertThat(texts("a\rb\nc\r")).containsExactly("a\rb", "c\r");
    }

    @Test
    void linesAreNumberedFromOne() throws IOException {
        assertThat(lines(bytes("a\n\nb"))).extracting(TextLine::number).containsExactly(1L, 2L, 3L);
    }

    @Test
    void aByteOrderMarkIsDroppedAtTheBeginningOnly() throws IOException {
        assertThat(texts("\uFEFFa\n\uFEFFb")).containsExactly("a", "\uFEFFb");
    }

    @Test
    void aLineOfExactlyTheLimitIsWholeAndOneByteMoreIsTooLong() throws IOException {
        String longest = "x".repeat(TextLines.LONGEST_BYTES);
        for (String lineBreak : List.of("", "\n", "\r\n")) {
            List<TextLine> whole = lines(bytes(longest + lineBreak));
            assertThat(whole).hasSize(1);
            assertThat(whole.get(0).text()).isEqualTo(longest);
            assertThat(whole.get(0).problem()).isEmpty();

            List<TextLine> cut = lines(bytes(longest + "x" + lineBreak + "next"));
            assertThat(cut.get(0).text()).isEqualTo("x".repeat(TextLines.KEPT_CHARACTERS));
            assertThat(cut.get(0).problem().orElseThrow().kind()).isEqualTo(Kind.RECORD_TOO_LONG);
            assertThat(cut.get(0).lengthBytes())
                    .isEqualTo(lineBreak.isEmpty() ? TextLines.LONGEST_BYTES + 5 : TextLines.LONGEST_BYTES + 1);
            assertThat(cut).hasSize(lineBreak.isEmpty() ? 1 : 2);
        }
    }

    @Test
    void aLineThatIsTooLongSaysHowLongItIsAndIsNotCutInsideACharacter() throws IOException {
        String text = "x" + "\uD83D\uDEB2".repeat(250_000);
        TextLine line = lines(bytes(text + "\nnext")).get(0);
        assertThat(line.text()).hasSize(TextLines.KEPT_CHARACTERS - 1).startsWith("x\uD83D\uDEB2");
        assertThat(line.problem().orElseThrow().message())
                .isEqualTo("is 1000001 bytes long, more than the 262144 that a record may have");
    }

    @Test
    void bytesThatAreNotUtf8AreReplacedAndTold() throws IOException {
        List<TextLine> lines = lines(new byte[] {'a', (byte) 0xE4, 'b', '\n', 'c'});
        assertThat(lines.get(0).text()).isEqualTo("a\uFFFDb");
        assertThat(lines.get(0).problem().orElseThrow().kind()).isEqualTo(Kind.INVALID_ENCODING);
        assertThat(lines.get(1).problem()).isEmpty();
    }

    @Test
    void aReplacementCharacterThatStandsInTheFileIsNoProblem() throws IOException {
        assertThat(lines(bytes("a\uFFFDb")).get(0).problem()).isEmpty();
    }

    /** Wherever the stream and the buffer cut the text, the lines are the same. */
    @Test
    void linesDoNotDependOnHowTheBytesArrive() {
        Property.check(60, random -> {
            StringBuilder text = new StringBuilder();
            List<String> expected = new ArrayList<>();
            for (int i = random.nextInt(1, 8); i > 0; i--) {
                String line = "\u00E9".repeat(random.nextInt(70_000));
                expected.add(line);
                text.append(line).append(random.nextBoolean() ? "\n" : "\r\n");
            }
            byte[] bytes = bytes(text.toString());
            InputStream inPieces = new ByteArrayInputStream(bytes) {
                @Override
                public synchronized int read(byte[] target, int offset, int length) {
                    return super.read(target, offset, Math.min(length, random.nextInt(1, 9_000)));
                }
            };
            assertThat(lines(inPieces)).extracting(TextLine::text).isEqualTo(expected);
        });
    }

    private static List<String> texts(String text) throws IOException {
        return lines(bytes(text)).stream().map(TextLine::text).toList();
    }

    private static List<TextLine> lines(byte[] bytes) throws IOException {
        return lines(new ByteArrayInputStream(bytes));
    }

    private static List<TextLine> lines(InputStream in) throws IOException {
        try (TextLines lines = new TextLines(in)) {
            List<TextLine> all = new ArrayList<>();
            Optional<TextLine> next = lines.next();
            while (next.isPresent()) {
                all.add(next.get());
                next = lines.next();
            }
            return all;
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
