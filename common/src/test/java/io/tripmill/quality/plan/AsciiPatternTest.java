package io.tripmill.quality.plan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AsciiPatternTest {
    private static final String LETTERS = "abd019-_. ]ä\n\\";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "d[0-9]{6}",
                "d[0-9]{2,3}",
                "a*b",
                "a+b?",
                "[a-d]{0,2}1",
                "\\d\\.\\d+",
                "[ab]*a[ab]{2}",
                "a{2,}",
                "",
                "[a]",
                "b{0}a",
                "[ab.]+[0-9_]*",
                "\\\\a",
                "-+"
            })
    void matchesWhatJavaMatches(String regex) {
        AsciiPattern ours = AsciiPattern.of(regex).orElseThrow();
        Pattern theirs = Pattern.compile(new RegexText(regex, false).whole());
        Random random = new Random(regex.hashCode());
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(8); length > 0; length--) {
                text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
            }
            assertThat(ours.matches(text.toString().getBytes(UTF_8)))
                    .as("%s with '%s'", regex, text)
                    .isEqualTo(theirs.matcher(text).find());
        }
        assertThat(ours.matches("d123456".getBytes(UTF_8)))
                .isEqualTo(theirs.matcher("d123456").find());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a|b",
                "(a)b",
                "^a",
                "a$",
                ".",
                "[^a]",
                "[a-z&&[b]]",
                "[\\d]",
                "\\w",
                "\\n",
                "ä",
                "[ä]",
                "a*?",
                "a*+",
                "a{2}+",
                "a{100}",
                "[]a]",
                "[-a]",
                "[01-]+",
                "(?i)a",
                "[a-z]{60}[a-z]{60}",
                "[ab]*a[ab]{20}",
                "a{3,2}"
            })
    void leavesTheRestToJava(String regex) {
        assertThat(AsciiPattern.of(regex)).isEmpty();
    }

    @Test
    void nullIsNeitherAMatchNorNone() {
        assertThat(AsciiPattern.of("a").orElseThrow().call(null)).isNull();
    }
}
