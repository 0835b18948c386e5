package io.tripmill.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripmill.job.ErrorCode;
import io.tripmill.job.Location;
import io.tripmill.job.RunFailure;
import io.tripmill.schema.Pings;
import io.tripmill.schema.Table;
import io.tripmill.schema.Trips;
import io.tripmill.testkit.Property;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a layout file sends the tables, and what it may not say. */
class LayoutTest {
    private static final int CASES = Integer.getInteger("tripmill.cases", 5_000);
    private static final Location LAKE = Location.of("s3://city/lake");
    private static final Location FILE = Location.of("s3://city/layout.json");
    private static final Map<String, Table> KNOWN = Map.of("pings", Pings.TABLE, "trips", Trips.TABLE);
    private static final String SPLINTERS = "{}[]\",:/\\ \0\n*?%#~.é-_0eE+\ud83d";

    @Test
    void aTableThatIsNamedLiesThereAndEveryOtherInTheLake() {
        Layout layout = read("{'tables': {'pings': 's3://raw bucket/pings für alle/'}}");

        assertThat(layout.of(Pings.TABLE).uri()).isEqualTo("s3://raw bucket/pings für alle");
        assertThat(layout.of(Trips.TABLE).uri()).isEqualTo("s3://city/lake/silver/trips");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                      | has no object "tables"
            ''                                                      | has no object "tables"
            {'tables': ['pings']}                                   | has no object "tables"
            {'tables': {'rides': 's3://a/b'}}                       | a table 'rides' that is none of
            {'tables': {'pings': 'pings'}}                          | neither a URI nor an absolute path
            {'tables': {'pings': 7}}                                | neither a URI nor an absolute path
            {'tables': {'pings': 's3:///pings'}}                    | is a URI without a bucket
            {'tables': {'pings': 's3://a/b\\u0000'}}                 | is not a URI or a path
            {'tables': {'pings': 's3://a/b', 'trips': 's3://a/b/'}} | sends two tables to 's3://a/b'
            {'tables': {'pings': 's3://a/b', 'pings': 's3://a/c'}}  | Duplicate field 'pings'
            {'tables': {'pings': 's3://a/b'}} {'tables': {}}        | Trailing token
            {'tables': {'pings': 's3://a/b'                         | is not JSON
            """, quoteCharacter = '`')
    void whatItMayNotSayIsToldInOneSentence(String json, String told) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(RunFailure.class)
                .hasMessageStartingWith("[T-ARGUMENT] The layout file 's3://city/layout.json' can't be used: ")
                .hasMessageContaining(told);
    }

    @Test
    void anyTextIsReadOrRefused() {
        Property.check(CASES, dice -> {
            try {
                Layout layout = read(mutated("{'tables': {'pings': 's3://raw/pings', 'trips': '/lake/trips'}}", dice));
                for (Table table : KNOWN.values()) {
                    assertThat(layout.of(table).path().toString()).isNotEmpty();
                }
            } catch (RunFailure failure) {
                assertThat(failure.code()).isEqualTo(ErrorCode.ARGUMENT);
                assertThat(failure.getMessage()).doesNotContain("Exception");
            }
        });
    }

    @Test
    void nestingWithoutEndIsRefused() {
        for (String text : List.of("[".repeat(1_000_000), "{'tables':".repeat(100_000))) {
            assertThatThrownBy(() -> read(text)).isInstanceOf(RunFailure.class);
        }
    }

    private static Layout read(String json) {
        return Layout.read(LAKE, FILE, json.replace('\'', '"'), KNOWN);
    }

    private static String mutated(String text, RandomGenerator dice) {
        StringBuilder mutated = new StringBuilder(text);
        for (int i = 1 + dice.nextInt(4); i > 0; i--) {
            int from = dice.nextInt(mutated.length() + 1);
            int to = Math.min(mutated.length(), from + dice.nextInt(8));
            int splinter = dice.nextInt(SPLINTERS.length());
            mutated.replace(from, to, dice.nextInt(3) == 0 ? "" : SPLINTERS.substring(splinter, splinter + 1));
        }
        return mutated.toString();
    }
}
