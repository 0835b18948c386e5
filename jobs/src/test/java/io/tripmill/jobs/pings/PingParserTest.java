package io.tripmill.jobs.pings;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripmill.landing.LandedRecord;
import io.tripmill.landing.LandingFolder;
import io.tripmill.landing.LandingFormat;
import io.tripmill.schema.Field;
import io.tripmill.schema.Pings;
import io.tripmill.schema.QuarantinedPings;
import io.tripmill.time.ServiceCalendar;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Records as they stand in files; they land at 2026-03-01T12:00:00Z, 21:00 in Tokyo. */
class PingParserTest {
    private static final ServiceCalendar TOKYO = new ServiceCalendar(ZoneId.of("Asia/Tokyo"), LocalTime.of(4, 0));
    private static final PingParser PARSER =
            PingParser.of(ColumnMapping.BY_NAME, TimestampReading.DEFAULT, TOKYO, "json");

    /** A record that is accepted, but for what is put in the place of %s. */
    private static final String GOOD = """
            {"provider_id":"p","device_id":"d","timestamp":"2026-03-01T11:00:00Z","lat":52.5,"lng":13.4%s}""";

    private final LandingFolder landing;

    PingParserTest(@TempDir Path folder) {
        landing = new LandingFolder(folder);
    }

    @Test
    void aFullRecordFillsEveryColumn() throws IOException {
        Row ping = accepted(PARSER, """
                {"provider_id":"p","device_id":17,"timestamp":1772362800123,"lat":"52.5","lng":-0.0,"telemetry_id":"t","vehicle_id":"v",\
                "vehicle_type":"bus","mode":"m","altitude":1e2,"heading":359.5,"speed":0.1,"horizontal_accuracy":"4.5","satellites":8.0,\
                "battery_percent":"55","fuel_percent":0,"trip_ids":["b","a"],"cancelled_trip_ids":["z","b","z"],"journey_id":"j","stop_id":"s","vehicle_state":"on_trip",\
                "odometer":12.5,"occupancy_status":"FULL","route_id":1.50,"gtfs_trip_id":"g","publication_time":1772362801,"source":"mds",\
                "source_seq":9007199254740993,"ingest_time":"2026-03-01T11:30:00Z"}""");
        assertThat(values(ping))
                .containsExactly(
                        "p",
                        "17",
                        Instant.parse("2026-03-01T11:00:00.123Z"),
                        52.5,
                        0.0,
                        "t",
                        "v",
                        "bus",
                        "m",
                        100.0,
                        359.5,
                        0.1f,
                        4.5f,
                        8,
                        55,
                        0,
                        List.of("b", "a"),
                        List.of("b", "z"),
                        "j",
                        "s",
                        "on_trip",
                        12.5,
                        "FULL",
                        "1.50",
                        "g",
                        Instant.parse("2026-03-01T11:00:01Z"),
                        "mds",
                        9007199254740993L,
                        Instant.parse("2026-03-01T11:30:00Z"),
                        "file:" + landing.folder() + "/a.json",
                        1L,
                        LocalDate.parse("2026-03-01"));
        assertThat(Double.doubleToRawLongBits(ping.getAs("lng"))).isEqualTo(Double.doubleToRawLongBits(0.0));
    }

    @Test
    void whatARecordDoesNotBringIsNullOrComesFromItsFile() throws IOException {
        Row ping = accepted(PARSER, good(""));
        assertThat(ping.<String>getAs("source")).isEqualTo("json");
        assertThat(ping.<Instant>getAs("ingest_time")).isEqualTo(LandingFolder.MODIFIED);
        for (Field field : Pings.TABLE.fields()) {
            assertThat(ping.<Object>getAs(field.name()) == null)
                    .as(field.name())
                    .isEqualTo(!field.required());
        }
    }

    @Test
    void anMdsLocationIsReadWhereTheFlatColumnsAreMissingOrNull() throws IOException {
        Row ping = accepted(PARSER, """
                {"provider_id":"p","device_id":"d","timestamp":1772362800000,"lat":null,"location":\
                {"lat":52.5,"lng":13.4,"altitude":30,"heading":90,"speed":3.5,"horizontal_accuracy":5,"satellites":7}}""");
        assertThat(ping.<Double>getAs("lat")).isEqualTo(52.5);
        assertThat(ping.<Double>getAs("lng")).isEqualTo(13.4);
        assertThat(ping.<Double>getAs("altitude")).isEqualTo(30.0);
        assertThat(ping.<Float>getAs("speed")).isEqualTo(3.5f);
        assertThat(ping.<Float>getAs("horizontal_accuracy")).isEqualTo(5f);
        assertThat(ping.<Integer>getAs("satellites")).isEqualTo(7);
        assertThat(accepted(PARSER, good(",\"location\":{\"lat\":1,\"lng\":2}")).<Double>getAs("lat"))
                .isEqualTo(52.5);
    }

    @Test
    void csvIsReadByTheMapping() throws IOException {
        PingParser parser = PingParser.of(
                        ColumnMapping.parse("device_id=id,timestamp=ts,lng=lon,source_seq=row"),
                        TimestampReading.DEFAULT,
                        TOKYO,
                        "csv")
                .withProviderId("geo");
        var file = landing.write(
                "a.csv",
                "id,ts,lat,lon,row,trip_ids,provider_id\r\n1,2026-03-01 11:00:00,52.5,13.4,7,a||b,\r\n2,1772362800,52.5,13.4,,,own\r\n");
        List<LandedRecord> records = LandingFolder.records(file, LandingFormat.CSV);
        Row first = named(parser.parse(records.get(0))).getStruct(0);
        assertThat(first.<String>getAs("provider_id")).isEqualTo("geo");
        assertThat(first.<Long>getAs("source_seq")).isEqualTo(7L);
        assertThat(first.<List<String>>getAs("trip_ids")).containsExactly("a", "b");
        assertThat(first.<Long>getAs("source_position")).isEqualTo(2L);
        Row second = named(parser.parse(records.get(1))).getStruct(0);
        assertThat(second.<String>getAs("provider_id")).isEqualTo("own");
        assertThat(second.<Object>getAs("trip_ids")).isNull();
    }

    @Test
    void noZeroIsNegative() throws IOException {
        Row ping = accepted(PARSER, good(",\"speed\":-0.0,\"heading\":\"-0\""));
        assertThat(Float.floatToRawIntBits(ping.getAs("speed"))).isZero();
        assertThat(Double.doubleToRawLongBits(ping.getAs("heading"))).isZero();
    }

    @Test
    void anEmptyListOfTripsIsNone() throws IOException {
        assertThat(accepted(PARSER, good(",\"trip_ids\":[]")).<Object>getAs("trip_ids"))
                .isNull();
        assertThat(accepted(PARSER, good(",\"trip_ids\":[7,\"\"]")).<List<String>>getAs("trip_ids"))
                .containsExactly("7");
    }

    @Test
    void theServiceDayIsThatOfTheTimestampAndForARefusalThatOfItsArrival() throws IOException {
        String atTheCut =
                "{\"provider_id\":\"p\",\"device_id\":\"d\",\"timestamp\":\"2026-02-28T%s\",\"lat\":52.5,\"lng\":13.4}";
        assertThat(accepted(PARSER, atTheCut.formatted("18:59:59.999999Z")).<LocalDate>getAs("service_date"))
                .isEqualTo("2026-02-28");
        assertThat(accepted(PARSER, atTheCut.formatted("19:00:00Z")).<LocalDate>getAs("service_date"))
                .isEqualTo("2026-03-01");
        Row refusal = refused(PARSER, "{\"ingest_time\":\"2026-01-01T18:00:00Z\"}");
        assertThat(refusal.<LocalDate>getAs("service_date")).isEqualTo("2026-01-01");
        assertThat(refusal.<Instant>getAs("ingest_time")).isEqualTo("2026-01-01T18:00:00Z");
    }

    @Test
    void aRefusalSaysAllOfItsReasonsAndKeepsTheRecord() throws IOException {
        String line = """
                {"device_id":true,"timestamp":"soon","lat":"x","lng":NaN,"speed":"fast","battery_percent":55.5,"trip_ids":[{}],"mode":[]}""";
        Row refusal = refused(PARSER, line);
        assertThat(values(refusal))
                .containsExactly(
                        "file:" + landing.folder() + "/a.json",
                        1L,
                        List.of(
                                "MISSING_PROVIDER_ID",
                                "BAD_ID",
                                "BAD_TIMESTAMP",
                                "BAD_NUMBER",
                                "NOT_FINITE",
                                "BAD_VALUE"),
                        "provider_id is missing; device_id is true, which is neither a text nor a number; timestamp is 'soon', which is neither "
                                + "an ISO 8601 date with time nor a number of seconds, milliseconds or microseconds since 1970; lat is 'x', which "
                                + "is not a number; lng is NaN, which is not a finite number; mode is a list, which is neither a text nor a "
                                + "number; speed is 'fast', which is not a number; battery_percent is 55.5, which is not a whole number from "
                                + "-2147483648 to 2147483647; trip_ids is a list, which is not a list of texts.",
                        line,
                        LandingFolder.MODIFIED,
                        LocalDate.parse("2026-03-01"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"lat\":90              | -",
                "\"lat\":-90             | -",
                "\"lat\":90.00000000000001 | LAT_OUT_OF_RANGE",
                "\"lat\":-90.00000000000001 | LAT_OUT_OF_RANGE",
                "\"lng\":180             | -",
                "\"lng\":-180            | -",
                "\"lng\":180.00000000000003 | LNG_OUT_OF_RANGE",
                "\"lng\":-180.00000000000003 | LNG_OUT_OF_RANGE",
                "\"lat\":0,\"lng\":0     | NULL_ISLAND",
                "\"lat\":-0.0,\"lng\":\"0e5\" | NULL_ISLAND",
                "\"lat\":0,\"lng\":1e-300 | -",
                "\"lat\":null            | MISSING_LAT",
                "\"lat\":\" \"           | MISSING_LAT",
                "\"lng\":\"\"            | MISSING_LNG",
                "\"lat\":NaN             | NOT_FINITE",
                "\"lng\":-Infinity       | NOT_FINITE",
                "\"lat\":\"Infinity\"    | NOT_FINITE",
                "\"lat\":1e999           | NOT_FINITE",
                "\"lat\":true            | BAD_NUMBER",
                "\"lat\":{\"lat\":1}     | BAD_NUMBER",
                "\"lat\":[52.5]          | BAD_NUMBER",
                "\"lat\":\"52,5\"        | BAD_NUMBER",
                "\"lat\":\"52.5d\"       | BAD_NUMBER",
                "\"timestamp\":\"1999-12-31T23:59:59.999999Z\" | TIMESTAMP_BEFORE_2000",
                "\"timestamp\":\"2000-01-01T00:00:00Z\" | -",
                "\"timestamp\":0         | TIMESTAMP_BEFORE_2000",
                "\"timestamp\":\"2099-01-01T00:00:00Z\" | TIMESTAMP_IN_FUTURE",
                "\"timestamp\":\"2026-03-01T12:05:00Z\" | -",
                "\"timestamp\":\"2026-03-01T12:05:00.000001Z\" | TIMESTAMP_IN_FUTURE",
                "\"timestamp\":\"2026-03-01\" | BAD_TIMESTAMP",
                "\"timestamp\":false     | BAD_TIMESTAMP",
                "\"timestamp\":null      | MISSING_TIMESTAMP",
                "\"device_id\":\"  \"    | MISSING_DEVICE_ID",
                "\"device_id\":{}        | BAD_ID",
                "\"provider_id\":null    | MISSING_PROVIDER_ID",
                "\"speed\":NaN           | NOT_FINITE",
                "\"speed\":1e39          | NOT_FINITE",
                "\"odometer\":\"far\"    | BAD_VALUE",
                "\"satellites\":2147483647 | -",
                "\"satellites\":2147483648 | BAD_VALUE",
                "\"source_seq\":9223372036854775808 | BAD_VALUE",
                "\"publication_time\":\"later\" | BAD_VALUE",
                "\"ingest_time\":\"later\" | BAD_VALUE",
                "\"mode\":false          | BAD_VALUE"
            })
    void bothSidesOfEveryBoundary(String change, String expected) throws IOException {
        Row row = parse(PARSER, changed(change));
        assertThat(row.isNullAt(0)).isNotEqualTo(row.isNullAt(1));
        assertThat(row.isNullAt(1) ? List.of("-") : row.getStruct(1).<List<String>>getAs("reasons"))
                .containsExactly(expected);
    }

    @Test
    void latAndLngThatMayBeSwappedAreToldSo() throws IOException {
        assertThat(message(changed("\"lat\":139.7,\"lng\":35.6")))
                .isEqualTo("lat is 139.7, outside -90 to 90; lng is 35.6: the two may be swapped.");
        assertThat(message(changed("\"lat\":139.7,\"lng\":91"))).isEqualTo("lat is 139.7, outside -90 to 90.");
        assertThat(message(changed("\"lat\":181,\"lng\":35.6"))).isEqualTo("lat is 181.0, outside -90 to 90.");
    }

    @Test
    void aTimeIsJudgedByTheArrivalOfTheRecordAndNotByTheClock() throws IOException {
        String past = ",\"ingest_time\":\"2026-03-01T10:54:%s\"";
        assertThat(message(good(past.formatted("59.999999Z"))))
                .isEqualTo(
                        "timestamp is 2026-03-01T11:00:00Z, more than 5 minutes after ingest_time 2026-03-01T10:54:59.999999Z.");
        assertThat(parse(PARSER, good(",\"ingest_time\":\"2026-03-01T10:55:00Z\""))
                        .isNullAt(1))
                .isTrue();
        assertThat(parse(
                                PARSER,
                                changed(
                                        "\"timestamp\":\"2099-01-01T00:00:00Z\",\"ingest_time\":\"2100-01-01T00:00:00Z\""))
                        .isNullAt(1))
                .isTrue();
    }

    @Test
    void aTimeOfArrivalThatCannotBeReadRefusesTheRecordAndTheFileSaysWhenItArrived() throws IOException {
        Row refusal = refused(PARSER, changed("\"timestamp\":\"2099-01-01T00:00:00Z\",\"ingest_time\":\"x\""));
        assertThat(refusal.<List<String>>getAs("reasons")).containsExactly("BAD_VALUE");
        assertThat(refusal.<Instant>getAs("ingest_time")).isEqualTo(LandingFolder.MODIFIED);
    }

    @Test
    void aPositionBeforeTheHorizonIsRefused() throws IOException {
        Instant horizon = Instant.parse("2026-03-01T11:00:00Z");
        assertThat(parse(PARSER.withHorizon(horizon), good("")).isNullAt(1)).isTrue();
        Row refusal = refused(PARSER.withHorizon(horizon.plusNanos(1000)), good(""));
        assertThat(refusal.<List<String>>getAs("reasons")).containsExactly("BEFORE_HORIZON");
        assertThat(refusal.<String>getAs("message"))
                .isEqualTo("timestamp is 2026-03-01T11:00:00Z, before the lake's horizon 2026-03-01T11:00:00.000001Z.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"not json", "[]", "{} {}"})
    void whatIsNotARecordIsRefusedWithItsText(String line) throws IOException {
        Row refusal = refused(PARSER, line);
        assertThat(refusal.<List<String>>getAs("reasons")).containsExactly("MALFORMED_JSON");
        assertThat(refusal.<String>getAs("raw")).isEqualTo(line);
        assertThat(refusal.<String>getAs("message")).startsWith("the record ").endsWith(".");
        assertThat(refusal.<Instant>getAs("ingest_time")).isEqualTo(LandingFolder.MODIFIED);
    }

    @Test
    void theSchemaIsThatOfBothTables() {
        assertThat(PARSER.schema().fieldNames()).containsExactly("ping", "refusal");
        assertThat(PARSER.schema().apply("ping").dataType()).isEqualTo(Pings.TABLE.schema());
        assertThat(PARSER.schema().apply("refusal").dataType()).isEqualTo(QuarantinedPings.TABLE.schema());
    }

    @Test
    void columnsThatFitAreNoProblem() {
        assertThat(PARSER.problemWithColumns(List.of("provider_id", "device_id", "timestamp", "lat", "lng", "other")))
                .isEmpty();
        assertThat(PARSER.problemWithColumns(
                        List.of("provider_id", "device_id", "timestamp", "location.lat", "location.lng")))
                .isEmpty();
        assertThat(PARSER.withProviderId("p").problemWithColumns(List.of("device_id", "timestamp", "lat", "lng")))
                .isEmpty();
    }

    @Test
    void columnsThatDoNotFitAreNamedWithWhatToType() {
        PingParser parser = PingParser.of(
                ColumnMapping.parse("device_id=id,lng=lon,vehicle_id=car"), TimestampReading.DEFAULT, TOKYO, "csv");
        assertThat(parser.problemWithColumns(List.of("id", "timestamp", "lat", "long", "")))
                .contains(
                        "The file has no column provider_id. --columns reads lng from 'lon', which the file does not have. "
                                + "--columns reads vehicle_id from 'car', which the file does not have. It has id, timestamp, lat, long. "
                                + "Type --columns provider_id=<one of id, timestamp, lat, long>,device_id=id,"
                                + "lng=<one of id, timestamp, lat, long>,vehicle_id=<one of id, timestamp, lat, long>, "
                                + "or --provider-id NAME for provider_id.");
        assertThat(PARSER.withProviderId("p")
                        .problemWithColumns(Stream.iterate(1, i -> i + 1)
                                .limit(60)
                                .map(i -> "c" + i)
                                .toList())
                        .orElseThrow())
                .contains("c49, c50 and 10 more");
    }

    private static String good(String more) {
        return GOOD.formatted(more);
    }

    /** The good record without the keys that the change brings. */
    private static String changed(String change) {
        String line = good("");
        for (String key : List.of("provider_id", "device_id", "timestamp", "lat", "lng")) {
            if (change.startsWith("\"" + key + "\"") || change.contains(",\"" + key + "\"")) {
                line = line.replaceFirst("\"" + key + "\":(\"[^\"]*\"|[^,}]*),?", "");
            }
        }
        return line.replaceFirst(",?}$", "") + (line.equals("{}") ? "" : ",") + change + "}";
    }

    private String message(String line) throws IOException {
        return refused(PARSER, line).getAs("message");
    }

    private Row accepted(PingParser parser, String line) throws IOException {
        Row row = parse(parser, line);
        assertThat(row.isNullAt(1)).as(() -> row.getStruct(1).getString(3)).isTrue();
        return row.getStruct(0);
    }

    private Row refused(PingParser parser, String line) throws IOException {
        Row row = parse(parser, line);
        assertThat(row.isNullAt(0)).isTrue();
        return row.getStruct(1);
    }

    private Row parse(PingParser parser, String line) throws IOException {
        List<LandedRecord> records = LandingFolder.records(landing.write("a.json", line), LandingFormat.JSON);
        assertThat(records).hasSize(1);
        return named(parser.parse(records.get(0)));
    }

    /** The row as Spark will have it, whose columns can be asked for by name. */
    private static Row named(Row row) {
        return RowFactory.create(
                row.isNullAt(0)
                        ? null
                        : new GenericRowWithSchema(values(row.getStruct(0)).toArray(), Pings.TABLE.schema()),
                row.isNullAt(1)
                        ? null
                        : new GenericRowWithSchema(
                                values(row.getStruct(1)).toArray(), QuarantinedPings.TABLE.schema()));
    }

    private static List<Object> values(Row row) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < row.length(); i++) {
            values.add(row.get(i) instanceof String[] texts ? List.of(texts) : row.get(i));
        }
        return values;
    }
}
