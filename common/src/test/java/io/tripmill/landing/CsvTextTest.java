package io.tripmill.landing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripmill.landing.CsvText.Line;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTextTest {
    @Test
    void cellsMayBeQuotedAndLinesBlank() {
        CsvText text =
                CsvText.parse("\uFEFFdate, name \r\n\r\n2026-05-01,\"May, \"\"first\"\"\nof it\"\r\n2026-05-02,\n");

        assertThat(text.columns()).containsExactly("date", "name");
        assertThat(text.records())
                .containsExactly(
                        new Line(3, List.of("2026-05-01", "May, \"first\"\nof it")),
                        new Line(5, List.of("2026-05-02", "")));
    }

    @Test
    void whatIsNoCsvIsRefusedWithItsLine() {
        assertThatThrownBy(() -> CsvText.parse(" \n")).hasMessage("it is empty");
        assertThatThrownBy(() -> CsvText.parse("a,b\n\n1,2,3\n"))
                .hasMessage("line 3 has 3 cells, but the header has 2");
        assertThatThrownBy(() -> CsvText.parse("a,b\n1,\"2\n"))
                .hasMessageStartingWith("line 2 has a quote that is not closed");
        assertThatThrownBy(() -> CsvText.parse("a,b\n1,2\"3\"\n")).hasMessageStartingWith("line 2 has a quote that is");
    }
}
