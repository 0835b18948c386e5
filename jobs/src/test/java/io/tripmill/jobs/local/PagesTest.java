package io.tripmill.jobs.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripmill.job.ErrorCode;
import io.tripmill.job.Param;
import io.tripmill.jobs.JobCatalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every page says of the tree and of the commands is so. */
class PagesTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]*)(?:#([^)]+))?\\)");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```([^\\n]*)\\n(.*?)^```");
    private static final Pattern CODE = Pattern.compile("`(T-[A-Z-]+[A-Z])`");
    private static final Pattern COMMAND =
            Pattern.compile("(?m)(?:^|\\$ |glue-scripts/)tripmill (?:(run) )?([a-z-]+)((?:.*\\\\\\n)*.*)$");
    private static final Pattern FLAG = Pattern.compile("--([a-z0-9-]+)");

    static List<Path> pages() throws IOException {
        try (Stream<Path> pages = Files.list(ROOT.resolve("glue-scripts/pages"))) {
            return Stream.concat(
                            pages.filter(page -> page.toString().endsWith(".md")),
                            Stream.of(ROOT.resolve("README.md"), ROOT.resolve("glue-scripts/schedulers.md")))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkLeadsSomewhere(Path page) {
        for (MatchResult link : matches(LINK, withoutBlocks(read(page)))) {
            Path target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1));
            assertThat(target).as("%s in %s", link.group(), page).exists();
            if (link.group(2) != null) {
                assertThat(anchors(read(target)))
                        .as("%s in %s", link.group(), page)
                        .contains(link.group(2));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void codeThatNamesAFileIsCutFromIt(Path page) {
        for (MatchResult block : matches(BLOCK, read(page))) {
            String[] words = block.group(1).split(" ", -1);
            if (words[0].equals("java") && words.length == 2) {
                assertThat(read(ROOT.resolve(words[1])))
                        .as("%s in %s", words[1], page)
                        .contains(block.group(2));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyCodeIsOne(Path page) {
        Set<String> codes =
                Arrays.stream(ErrorCode.values()).map(ErrorCode::code).collect(Collectors.toSet());

        assertThat(matches(CODE, read(page)))
                .allSatisfy(code -> assertThat(codes).contains(code.group(1)));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyFlagOfACommandIsDeclared(Path page) {
        for (MatchResult block : matches(BLOCK, read(page))) {
            for (MatchResult command : matches(COMMAND, block.group(2))) {
                Set<String> declared = flags(command.group(1) != null, command.group(2));
                assertThat(matches(FLAG, command.group(3)))
                        .as("%s in %s", command.group(), page)
                        .allSatisfy(flag -> assertThat(declared).contains(flag.group(1)));
            }
        }
    }

    /** What a job declares; of other commands what their help page names. */
    private static Set<String> flags(boolean isRun, String name) {
        if (isRun) {
            return JobCatalog.named(name).spec().params().stream()
                    .map(Param::name)
                    .collect(Collectors.toSet());
        }
        TypedCommand help = TypedCommand.of("help", name.equals("bench") ? "jobs" : name);
        assertThat(help.exitCode()).as("there is a command %s", name).isZero();
        Set<String> flags =
                matches(FLAG, help.out()).stream().map(flag -> flag.group(1)).collect(Collectors.toSet());
        // They pass the arguments of a job on.
        if (Set.of("plan", "backfill").contains(name)) {
            JobCatalog.specs().forEach(spec -> spec.params().forEach(param -> flags.add(param.name())));
        }
        return flags;
    }

    private static List<String> anchors(String page) {
        return withoutBlocks(page)
                .lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9 _-]", "")
                        .replace(' ', '-'))
                .toList();
    }

    private static String withoutBlocks(String page) {
        return BLOCK.matcher(page).replaceAll("");
    }

    private static List<MatchResult> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
