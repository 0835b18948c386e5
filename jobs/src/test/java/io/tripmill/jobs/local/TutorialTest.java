package io.tripmill.jobs.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.TextFormat;
import com.google.transit.realtime.GtfsRealtime;
import io.tripmill.landing.KinesisAggregate;
import io.tripmill.testkit.SparkTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Types what the tutorial says: files are the blocks that name one, commands are lines after a dollar sign, answers what follows them. */
@SparkTest
@Tag("full")
class TutorialTest {
    private static final Path ROOT = Path.of("..");
    private static final Path PAGE = ROOT.resolve("glue-scripts/pages/your-own-feed.md");
    private static final Path SAMPLES = ROOT.resolve("testdata/feeds");
    private static final String COMMAND = "$ glue-scripts/tripmill ";

    /** Words, and texts in quotes. */
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    private static final Pattern FILE_BLOCK = Pattern.compile("```\\w+ (my-feed/\\S+)");

    @TempDir
    private Path folder;

    @BeforeEach
    void encodeWhatIsBinary() throws IOException {
        Path samples = Files.createDirectories(folder.resolve("my-feed/samples"));
        GtfsRealtime.FeedMessage vehicles = TextFormat.parse(
                Files.readString(SAMPLES.resolve("gtfs-rt/vehicles.txtpb")), GtfsRealtime.FeedMessage.class);
        Files.write(samples.resolve("vehicles.pb"), vehicles.toByteArray());
        Files.write(
                samples.resolve("kinesis"),
                KinesisAggregate.of(Files.readAllLines(SAMPLES.resolve("kinesis-json/records.txt"))));
    }

    @Test
    void everyAnswerIsAsThePageShowsIt() throws IOException {
        String page = Files.readString(PAGE);

        String typed = String.join("\n", typed(page.lines().toList())) + "\n";

        if (!typed.equals(page)) {
            Files.writeString(PAGE, typed);
        }
        assertThat(page)
                .as("%s was stale; it has been rewritten, read it and commit it", PAGE)
                .isEqualTo(typed);
        assertThat(folder.resolve("my-feed/report.html")).isNotEmptyFile();
    }

    private List<String> typed(List<String> lines) throws IOException {
        List<String> made = new ArrayList<>();
        boolean isAnswer = false;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            Matcher file = FILE_BLOCK.matcher(line);
            if (file.matches()) {
                int end = lines.subList(i + 1, lines.size()).indexOf("```") + i + 1;
                write(folder.resolve(file.group(1)), lines.subList(i + 1, end));
            }
            if (line.startsWith(COMMAND)) {
                isAnswer = true;
                made.add(line);
                made.addAll(answer(line.substring(COMMAND.length())));
                continue;
            }
            isAnswer = isAnswer && !line.startsWith("```");
            if (!isAnswer) {
                made.add(line);
            }
        }
        return made;
    }

    private List<String> answer(String command) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(command);
        while (word.find()) {
            words.add(place(word.group(1) == null ? word.group(2) : word.group(1)));
        }
        TypedCommand typed = TypedCommand.of(words.toArray(String[]::new));
        String answer = typed.exitCode() == 0
                ? typed.out()
                : typed.err()
                        .lines()
                        .filter(line -> line.startsWith("[T-"))
                        .findFirst()
                        .orElseThrow();
        return answer.replace(folder + "/", "")
                .replace(ROOT.toAbsolutePath().normalize() + "/", "")
                .lines()
                .map(String::stripTrailing)
                .toList();
    }

    private String place(String word) {
        if (word.startsWith("my-feed/")) {
            return folder.resolve(word).toString();
        }
        return word.startsWith("testdata/")
                ? ROOT.resolve(word).toAbsolutePath().normalize().toString()
                : word;
    }

    private static void write(Path file, List<String> lines) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, lines, StandardCharsets.UTF_8);
    }
}
