package io.tripmill.jobs.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripmill.job.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExplainCommandTest {
    private static final Pattern CODE = Pattern.compile("(?<![A-Za-z0-9-])T-[A-Z]+(?:-[A-Z]+)*(?![A-Za-z0-9])");
    private static final List<Path> PLACES = List.of(
            Path.of("../common/src/main"), Path.of("src/main"), Path.of("../glue-scripts"), Path.of("../README.md"));

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void everyCodeHasOneLineOfAction(ErrorCode code) {
        assertThat(explained(code.code())).hasSize(4).allMatch(line -> line.length() < 200);
        assertThat(code.meaning()).endsWith(".");
        assertThat(code.action()).endsWith(".").doesNotContain("\n");
    }

    @Test
    void everyCodeThatIsWrittenAnywhereIsExplained() {
        SortedSet<String> written = new TreeSet<>();
        PLACES.forEach(place -> written.addAll(codesIn(place)));

        assertThat(written).contains("T-ARGUMENT", "T-CONFLICT");
        assertThat(written).allSatisfy(code -> assertThat(explained(code)).isNotEmpty());
    }

    @Test
    void aCodeIsFoundAsAMessageWritesIt() {
        assertThat(explained("[T-CONFLICT]")).isEqualTo(explained("t-conflict"));
    }

    @Test
    void anUnknownCodeIsRefusedWithThoseThatThereAre() {
        assertThatThrownBy(() -> explained("T-NOTHING"))
                .hasMessageStartingWith("[T-ARGUMENT] There is no code 'T-NOTHING'.")
                .hasMessageContaining("T-INTERNAL");
    }

    private static List<String> codesIn(Path place) {
        try (Stream<Path> files = Files.walk(place)) {
            List<String> codes = new ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().matches(".*(java|scala|py|md|json|yaml|tripmill)"))
                    .toList()) {
                Matcher matcher = CODE.matcher(Files.readString(file));
                while (matcher.find()) {
                    codes.add(matcher.group());
                }
            }
            return codes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> explained(String code) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new ExplainCommand(new PrintStream(out, true, StandardCharsets.UTF_8)).explain(List.of(code));
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
