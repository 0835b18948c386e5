package io.tripmill.landing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeaggregatedTextTest {
    private static final byte[] AGGREGATE = KinesisAggregate.of(List.of("{\"a\": 1}", "", "{\"b\": 2}\n{\"c\": 3}\n"));

    @Test
    void eachRecordOfAnAggregateIsALineAndTextPassesAsItIs() throws IOException {
        assertThat(text(AGGREGATE)).isEqualTo("{\"a\": 1}\n{\"b\": 2}\n{\"c\": 3}\n");
        assertThat(text(joined(bytes("x"), AGGREGATE, AGGREGATE, bytes("y\r\nz"))))
                .isEqualTo("x\n" + "{\"a\": 1}\n{\"b\": 2}\n{\"c\": 3}\n".repeat(2) + "y\r\nz");
        assertThat(text(bytes(""))).isEmpty();
        assertThat(text(KinesisAggregate.of(List.of()))).isEmpty();
    }

    @Test
    void bytesThatOnlyBeginAsAnAggregateDoesAreText() throws IOException {
        for (byte[] plain : List.of(new byte[] {(byte) 0xF3}, bytes("\uDB80\uDC00 is a character"), new byte[] {
            (byte) 0xF3, (byte) 0x89, (byte) 0x9A, 'a', (byte) 0xF3
        })) {
            assertThat(new DeaggregatedText(new ByteArrayInputStream(plain)).readAllBytes())
                    .isEqualTo(plain);
        }
    }

    @Test
    void theTextIsTheSameWhateverPiecesItIsReadIn() throws IOException {
        byte[] large = KinesisAggregate.of(List.of("l".repeat(200_000), "m".repeat(65_536), "n"));
        byte[] all = joined(bytes("p".repeat(65_533)), AGGREGATE, bytes("q".repeat(100_000)), large, AGGREGATE);
        String whole = text(all);
        assertThat(whole).hasSize(65_533 + 1 + 27 + 100_000 + 1 + 200_001 + 65_537 + 2 + 27);
        for (long seed = 0; seed < 20; seed++) {
            SplittableRandom seeded = new SplittableRandom(seed);
            InputStream pieces = new PieceByPiece(new ByteArrayInputStream(all), seeded.split());
            try (InputStream text = new PieceByPiece(new DeaggregatedText(pieces), seeded)) {
                assertThat(new String(text.readAllBytes(), UTF_8).equals(whole))
                        .as("seed %d", seed)
                        .isTrue();
            }
        }
    }

    @Test
    void anAggregateThatIsCutShortOrChangedAnywhereIsDamaged() {
        byte[] before = bytes("x\n");
        for (int length = 4; length < AGGREGATE.length; length++) {
            byte[] cut = joined(before, Arrays.copyOf(AGGREGATE, length));
            assertDamaged(cut, "cut to " + length);
        }
        for (int i = 4; i < AGGREGATE.length; i++) {
            byte[] changed = joined(before, AGGREGATE);
            changed[before.length + i] ^= 1;
            assertDamaged(changed, "byte " + i + " changed");
        }
    }

    @Test
    void aFieldOfMoreThanKinesisTakesIsRefusedBeforeItIsRead() {
        byte[] endless = joined(
                Arrays.copyOf(AGGREGATE, 4),
                new byte[] {0x1A, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x07});
        assertThatThrownBy(() -> text(endless)).hasMessageContaining("10 MiB");
    }

    @Test
    void landedRecordsStandOnTheLinesOfTheTextAndMayBeCompressed(@TempDir Path folder) throws IOException {
        byte[] content = joined(bytes("{\"a\": 0}\n"), AGGREGATE);
        LandingFolder landing = new LandingFolder(folder);
        LandedFile plain = landing.write("part-1", content);
        LandedFile zstd = landing.write("part-1.zst", Zstd.compress(content));

        for (LandedFile file : List.of(plain, zstd)) {
            List<LandedRecord> records = LandingFolder.records(file, LandingFormat.KINESIS_JSON);
            assertThat(records).extracting(LandedRecord::position).containsExactly(1L, 2L, 3L, 4L);
            assertThat(records.get(3).value("c")).isEqualTo(new LandedValue.Numeral("3"));
        }
    }

    @Test
    void zstdFilesAreReadToTheirEndOrNotAtAll(@TempDir Path folder) throws IOException {
        LandingFolder landing = new LandingFolder(folder);
        byte[] frame = Zstd.compress(bytes("{\"a\": 1}\n"));
        LandedFile twoFrames = landing.write("two.json.zst", joined(frame, frame));
        LandedFile torn = landing.write("torn.json.zst", Arrays.copyOf(frame, frame.length - 2));
        LandedFile none = landing.write("none.json.zst", "{\"a\": 1}\n");

        assertThat(LandingFolder.records(twoFrames, LandingFormat.JSON)).hasSize(2);
        for (LandedFile file : List.of(torn, none)) {
            assertThatThrownBy(() -> LandingFolder.records(file, LandingFormat.JSON))
                    .as(file.uri())
                    .isInstanceOf(IOException.class);
        }
    }

    private static void assertDamaged(byte[] bytes, String what) {
        assertThatThrownBy(() -> text(bytes))
                .as(what)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("that starts at byte 2 is damaged");
    }

    private static String text(byte[] bytes) throws IOException {
        return new String(new DeaggregatedText(new ByteArrayInputStream(bytes)).readAllBytes(), UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** Gives fewer bytes than asked for. */
    private static final class PieceByPiece extends FilterInputStream {
        private final SplittableRandom seeded;

        PieceByPiece(InputStream in, SplittableRandom seeded) {
            super(in);
            this.seeded = seeded;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            return super.read(bytes, from, length == 0 ? 0 : seeded.nextInt(1, Math.min(length, 40_000) + 1));
        }
    }
}
