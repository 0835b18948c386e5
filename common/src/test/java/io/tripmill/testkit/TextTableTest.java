package io.tripmill.testkit;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.FloatType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TextTableTest {
    private static final StructType SCHEMA = new StructType()
            .add("name", StringType)
            .add("seats", IntegerType)
            .add("odometer", LongType)
            .add("speed", FloatType)
            .add("lat", DoubleType)
            .add("open", BooleanType)
            .add("day", DateType)
            .add("at", TimestampType)
            .add("tags", createArrayType(StringType))
            .add("offsets", createArrayType(DoubleType));

    @Test
    void eachTypeIsReadAsItsJavaValue() {
        assertThat(values("""
                        name | seats | odometer    | speed | lat  | open | day        | at                          | tags   | offsets
                        bus  | 40    | 12345678901 | 1.5   | 52.5 | true | 2026-01-01 | 2026-01-01T00:00:00.000001Z | [a, b] | [0.0, 1.5]
                        """))
                .containsExactly(List.of(
                        "bus",
                        40,
                        12345678901L,
                        1.5f,
                        52.5,
                        true,
                        LocalDate.of(2026, 1, 1),
                        Instant.parse("2026-01-01T00:00:00.000001Z"),
                        List.of("a", "b"),
                        List.of(0.0, 1.5)));
    }

    @Test
    void hyphenIsNullAlsoInAnArray() {
        assertThat(values("""
                name | lat | tags
                -    | -   | -
                a-b  | -1  | [-, x]
                """))
                .containsExactly(
                        Arrays.asList((Object) null, null, null), List.of("a-b", -1.0, Arrays.asList(null, "x")));
    }

    @Test
    void quotesKeepWhatWouldElseBeLost() {
        assertThat(values("""
                        name            | tags
                        ""              | []
                        "-"             | [""]
                        "  a | b "      | ["a, b", "]", "|"]
                        "say \\"hi\\""  | ["tab\\tline\\nback\\\\slash"]
                        [not, an array] | [ x ]
                        """))
                .containsExactly(
                        List.of("", List.of()),
                        List.of("-", List.of("")),
                        List.of("  a | b ", List.of("a, b", "]", "|")),
                        List.of("say \"hi\"", List.of("tab\tline\nback\\slash")),
                        List.of("[not, an array]", List.of("x")));
    }

    @Test
    void notANumberAndItsLikesAreDoubles() {
        assertThat(values("""
                lat
                NaN
                -Infinity
                -0.0
                """)).containsExactly(List.of(Double.NaN), List.of(Double.NEGATIVE_INFINITY), List.of(-0.0));
    }

    @Test
    void emptyLinesAreSkipped() {
        assertThat(values("\nname\n\na\n   \nb\n")).containsExactly(List.of("a"), List.of("b"));
    }

    @Test
    void whatIsWrongIsNamedWithItsLineAndColumn() {
        refused("name | colour\n", "there is no column 'colour'; the columns are name, seats");
        refused("name | name\n", "the header names name twice");
        refused(" \n", "a text table starts with a line that names its columns");
        refused("name | lat\na | 1\nb | north\n", "line 3, column lat: 'north' is not a value of type double");
        refused("open\nyes\n", "line 2, column open: 'yes' is not a value of type boolean");
        refused("name | lat\na\n", "line 2 has no cell for lat");
        refused("name\na | b\n", "line 2 has more cells than the header has columns");
        refused("name | lat\n | 1\n", "line 2, column name: an empty cell; write - for null");
        refused("name\n\"a\n", "line 2, column name: a quoted text without its end");
        refused("name\n\"a\" b\n", "line 2, column name: the cell goes on after its value: b");
        refused("tags\n[a\n", "line 2, column tags: an array without its ]");
    }

    @Test
    void printingAlignsAndReadsBackAsTheSameRows() {
        String aligned = """
                name     | seats | odometer | speed | lat  | open  | day        | at                   | tags     | offsets
                -        | -     | -        | -     | -    | -     | -          | -                    | -        | -
                "a | b " | 40    | 7        | 1.5   | -0.0 | false | 2026-01-01 | 2026-01-01T00:00:00Z | ["[", -] | [0.1, NaN]
                """;
        TextTable table = TextTable.parse(SCHEMA, aligned);
        assertThat(table).hasToString(aligned);
    }

    @Test
    void noPrintedLineEndsInABlank() {
        assertThat(TextTable.parse(SCHEMA, "name | tags\na | [long, longer]\nb | -\n"))
                .hasToString("name | tags\na    | [long, longer]\nb    | -\n");
    }

    @Test
    void rowsAreSortedByValueWithNullFirst() {
        TextTable table = TextTable.parse(SCHEMA, """
                odometer | name | tags
                10       | b    | -
                9        | a    | -
                10       | -    | -
                9        | a    | [b]
                9        | a    | [a, z]
                """);
        assertThat(table.sorted()).hasToString("""
                odometer | name | tags
                9        | a    | -
                9        | a    | [a, z]
                9        | a    | [b]
                10       | -    | -
                10       | b    | -
                """);
    }

    private static List<List<@Nullable Object>> values(String text) {
        return TextTable.parse(SCHEMA, text).values();
    }

    private static void refused(String text, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TextTable.parse(SCHEMA, text))
                .withMessageContaining(reason);
    }
}
