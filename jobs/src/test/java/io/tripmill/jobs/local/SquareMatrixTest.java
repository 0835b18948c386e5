package io.tripmill.jobs.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class SquareMatrixTest {
    @Test
    void everyPlaceHasARowAndAColumn() {
        SquareMatrix matrix = new SquareMatrix();
        matrix.add("b", "a", 2);
        matrix.add("a", "c", 1);
        matrix.add("b", "a", 3);
        matrix.add("b", "b", 4);

        assertThat(printed(RowFormat.TABLE, matrix)).isEqualToNormalizingNewlines("""
                origin | a | b | c
                a      | 0 | 0 | 1
                b      | 5 | 4 | 0
                c      | 0 | 0 | 0
                """);
        assertThat(printed(RowFormat.CSV, matrix)).isEqualToNormalizingNewlines("""
                origin,a,b,c
                a,0,0,1
                b,5,4,0
                c,0,0,0
                """);
        assertThat(printed(RowFormat.JSON, matrix)).startsWith("{\"origin\":\"a\",\"a\":0,\"b\":0,\"c\":1}");
    }

    private static String printed(RowFormat format, SquareMatrix matrix) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        format.print(matrix.header(), matrix.rows().iterator(), new PrintStream(bytes, true, UTF_8));
        return bytes.toString(UTF_8);
    }
}
