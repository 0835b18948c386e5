package io.tripmill.landing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripmill.landing.LandedValue.Bytes;
import io.tripmill.landing.LandedValue.Flag;
import io.tripmill.landing.LandedValue.Items;
import io.tripmill.landing.LandedValue.Moment;
import io.tripmill.landing.LandedValue.Numeral;
import io.tripmill.landing.LandedValue.Text;
import io.tripmill.testkit.Property;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ParquetRecordsTest {
    /** 2026-03-01T06:00:00.123456Z. */
    private static final long MICROS = 1_772_344_800_123_456L;

    private final LandingFolder landing;

    ParquetRecordsTest(@TempDir Path folder) {
        landing = new LandingFolder(folder);
    }

    @Test
    void numbersAndTextsKeepTheirValue() throws IOException {
        LandedRecord record = row("""
                message m {
                  required binary id (STRING); required int32 i; required int64 l; required int32 u (INTEGER(32, false));
                  required float f; required double d; required int32 dec (DECIMAL(9, 2)); required binary big (DECIMAL(30, 3));
                  required boolean ok; required binary plain; required binary bytes; required fixed_len_byte_array(16) uuid (UUID);
                  required int32 day (DATE); optional double nothing;
                }
                """, group -> group.append("id", "d1")
                .append("i", -7)
                .append("l", Long.MAX_VALUE)
                .append("u", -1)
                .append("f", 52.52f)
                .append("d", Double.NaN)
                .append("dec", 12345)
                .append("big", Binary.fromConstantByteArray(new byte[] {1, 0, 0, 0, 0, 0, 0, 0, 0}))
                .append("ok", true)
                .append("plain", "text")
                .append("bytes", Binary.fromConstantByteArray(new byte[] {(byte) 0xFF, 0}))
                .append("uuid", Binary.fromConstantByteArray(uuid("00112233-4455-6677-8899-aabbccddeeff")))
                .append("day", 20513));
        assertThat(record.value("id")).isEqualTo(new Text("d1"));
        assertThat(record.value("i")).isEqualTo(new Numeral("-7"));
        assertThat(record.value("l")).isEqualTo(new Numeral("9223372036854775807"));
        assertThat(record.value("u")).isEqualTo(new Numeral("4294967295"));
        assertThat(record.value("f")).isEqualTo(new Numeral("52.52000045776367"));
        assertThat(record.value("d")).isEqualTo(new Numeral("NaN"));
        assertThat(record.value("dec")).isEqualTo(new Numeral("123.45"));
        assertThat(record.value("big")).isEqualTo(new Numeral("18446744073709551.616"));
        assertThat(record.value("ok")).isEqualTo(new Flag(true));
        assertThat(record.value("plain")).isEqualTo(new Text("text"));
        assertThat(record.value("bytes")).isEqualTo(new Bytes("ff00"));
        assertThat(record.value("uuid")).isEqualTo(new Text("00112233-4455-6677-8899-aabbccddeeff"));
        assertThat(record.value("day")).isEqualTo(new Text("2026-03-01"));
        assertThat(record.value("nothing")).isEqualTo(LandedValue.NOTHING);
        assertThat(record.value("absent")).isEqualTo(LandedValue.NOTHING);
        assertThat(record.raw())
                .isEqualTo(
                        "{\"id\":\"d1\",\"i\":-7,\"l\":9223372036854775807,\"u\":4294967295,\"f\":52.52000045776367,"
                                + "\"d\":\"NaN\",\"dec\":123.45,\"big\":18446744073709551.616,\"ok\":true,\"plain\":\"text\","
                                + "\"bytes\":\"ff00\",\"uuid\":\"00112233-4455-6677-8899-aabbccddeeff\",\"day\":\"2026-03-01\",\"nothing\":null}");
    }

    @Test
    void timestampsOfEveryUnitAreInstants() throws IOException {
        LandedRecord record = row("""
                message m {
                  required int64 ms (TIMESTAMP(MILLIS, true)); required int64 us (TIMESTAMP(MICROS, true));
                  required int64 ns (TIMESTAMP(NANOS, true)); required int96 old; required int64 local (TIMESTAMP(MICROS, false));
                  required int64 far (TIMESTAMP(MILLIS, true)); required int96 farther;
                }
                """, group -> group.append("ms", MICROS / 1000)
                .append("us", MICROS)
                .append("ns", MICROS * 1000 + 999)
                .append("old", int96(2_461_101, 21_600_123_456_999L))
                .append("local", MICROS)
                .append("far", Long.MAX_VALUE)
                .append("farther", int96(Integer.MIN_VALUE, -1)));
        assertThat(record.value("ms")).isEqualTo(new Moment(1_772_344_800_123_000L));
        assertThat(record.value("us")).isEqualTo(new Moment(MICROS));
        assertThat(record.value("ns")).isEqualTo(new Moment(MICROS));
        assertThat(record.value("old")).isEqualTo(new Moment(MICROS));
        assertThat(record.value("local")).isEqualTo(new Text("2026-03-01T06:00:00.123456"));
        assertThat(record.value("far")).isEqualTo(new Moment(Long.MAX_VALUE));
        assertThat(record.value("farther")).isEqualTo(new Moment(Long.MIN_VALUE));
        assertThat(record.raw()).contains("\"us\":\"2026-03-01T06:00:00.123456Z\"");
    }

    @Test
    void groupsAreReachedByDotsAndListsOfEveryKindAreLists() throws IOException {
        LandedFile file = write("""
                message m {
                  optional group location { optional double lat; optional double lng; }
                  optional group gone { optional double lat; }
                  optional group three (LIST) { repeated group list { optional binary element (STRING); } }
                  optional group two (LIST) { repeated binary array (STRING); }
                  repeated int32 bare;
                  required double dotted.name;
                }
                """, group -> {
            group.addGroup("location").append("lat", 52.5).append("lng", 13.4);
            Group three = group.addGroup("three");
            three.addGroup("list").append("element", "t1");
            three.addGroup("list");
            group.addGroup("two").append("array", "t2");
            group.append("bare", 1).append("bare", 2).append("dotted.name", 7.0);
        });
        LandedRecord record = LandingFolder.records(file, LandingFormat.PARQUET).get(0);
        assertThat(record.value("location.lat")).isEqualTo(new Numeral("52.5"));
        assertThat(record.value("gone.lat")).isEqualTo(LandedValue.NOTHING);
        assertThat(record.value("location.alt")).isEqualTo(LandedValue.NOTHING);
        assertThat(record.value("three.list")).isEqualTo(LandedValue.NOTHING);
        assertThat(record.value("three")).isEqualTo(new Items(List.of(new Text("t1"), LandedValue.NOTHING)));
        assertThat(record.value("two")).isEqualTo(new Items(List.of(new Text("t2"))));
        assertThat(record.value("bare")).isEqualTo(new Items(List.of(new Numeral("1"), new Numeral("2"))));
        assertThat(record.value("dotted.name")).isEqualTo(new Numeral("7.0"));
        try (LandedRecords records = LandedRecords.open(file, LandingFormat.PARQUET, new Configuration())) {
            assertThat(records.columns().orElseThrow())
                    .containsExactly("location.lat", "location.lng", "gone.lat", "three", "two", "bare", "dotted.name");
        }
    }

    @Test
    void rowsAreNumberedFromOneThroughAllRowGroups() throws IOException {
        int count = 20_000;
        writeMany("many.parquet", count, CompressionCodecName.UNCOMPRESSED);
        List<LandedRecord> records = LandingFolder.records(landing.listed("many.parquet"), LandingFormat.PARQUET);
        assertThat(records).hasSize(count);
        assertThat(records.get(count - 1).position()).isEqualTo(count);
        assertThat(records.get(count - 1).value("n")).isEqualTo(new Numeral(Long.toString((count - 1) * 7919L)));
    }

    @Test
    void aBrokenFooterOrPageFailsTheFile() throws IOException {
        LandedFile whole =
                write("message m { required binary id (STRING); }", group -> group.append("id", "x".repeat(5_000)));
        byte[] bytes = Files.readAllBytes(landing.folder().resolve("a.parquet"));
        assertThat(LandingFolder.records(whole, LandingFormat.PARQUET)).hasSize(1);

        assertThatThrownBy(() -> LandingFolder.records(
                        landing.write("b.parquet", Arrays.copyOf(bytes, bytes.length - 9)), LandingFormat.PARQUET))
                .isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> LandingFolder.records(landing.write("c.parquet", new byte[0]), LandingFormat.PARQUET))
                .isInstanceOf(RuntimeException.class);
        bytes[2_500] ^= 1;
        assertThatThrownBy(() -> LandingFolder.records(landing.write("d.parquet", bytes), LandingFormat.PARQUET))
                .hasStackTraceContaining("verification failed");
    }

    /** Parquet's own codecs wait for ever for a page that is shorter than its header says. */
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void flippedBitsNeverStopTheReaderAndNeverExhaustIt() throws IOException {
        Path folder = landing.folder();
        writeMany("flipped.parquet", 500, CompressionCodecName.SNAPPY);
        byte[] whole = Files.readAllBytes(folder.resolve("flipped.parquet"));
        Files.delete(folder.resolve(".flipped.parquet.crc"));
        Property.check(1_000, random -> {
            byte[] flipped = whole.clone();
            flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
            LandedFile file = landing.write("flipped.parquet", flipped);
            try {
                LandingFolder.records(file, LandingFormat.PARQUET).forEach(LandedRecord::raw);
            } catch (IOException | RuntimeException expected) {
                assertThat(expected).as("what makes the file unreadable").isNotNull();
            }
        });
    }

    private void writeMany(String name, int count, CompressionCodecName codec) throws IOException {
        MessageType schema = MessageTypeParser.parseMessageType("message m { required int64 n; }");
        Path file = landing.folder().resolve(name);
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new org.apache.hadoop.fs.Path(file.toUri()))
                .withType(schema)
                .withRowGroupSize(10_000L)
                .withCompressionCodec(codec)
                .build()) {
            for (long i = 0; i < count; i++) {
                writer.write(new SimpleGroupFactory(schema).newGroup().append("n", i * 7919));
            }
        }
    }

    private LandedRecord row(String schema, Consumer<Group> filling) throws IOException {
        return LandingFolder.records(write(schema, filling), LandingFormat.PARQUET)
                .get(0);
    }

    private LandedFile write(String schema, Consumer<Group> filling) throws IOException {
        MessageType type = MessageTypeParser.parseMessageType(schema);
        Group row = new SimpleGroupFactory(type).newGroup();
        filling.accept(row);
        Path file = landing.folder().resolve("a.parquet");
        Files.deleteIfExists(file);
        Files.deleteIfExists(landing.folder().resolve(".a.parquet.crc"));
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new org.apache.hadoop.fs.Path(file.toUri()))
                .withType(type)
                .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
                .withDictionaryEncoding(false)
                .build()) {
            writer.write(row);
        }
        return landing.listed("a.parquet");
    }

    private static byte[] uuid(String text) {
        UUID uuid = UUID.fromString(text);
        return ByteBuffer.allocate(16)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
    }

    private static Binary int96(int julianDay, long nanosOfDay) {
        ByteBuffer bytes = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(nanosOfDay).putInt(julianDay).flip();
        return Binary.fromConstantByteBuffer(bytes);
    }
}
