package io.tripmill.jobs.local.report;

import io.tripmill.job.ErrorCode;
import io.tripmill.job.RunFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * A Chromium of this machine that draws pages without a window, each in a process and a profile of its own. It is offered no network.
 *
 * @param program its path
 */
public record Chromium(Path program) {
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static final int PATIENCE_S = 60;
    private static final int HIGHEST = 16_000;

    /** No window of Chromium is narrower; a frame in it can be. */
    private static final int NARROWEST = 500;

    /** Draws a page as wide as a phone, and takes note of how high it says that it is. */
    private static final String FRAME = """
            <!doctype html><meta charset="utf-8"><style>body { margin: 0 } iframe { border: 0; display: block }</style>
            <script>addEventListener('message', e => { document.documentElement.dataset.height = e.data.height; });</script>
            <iframe src="%s" width="%d" height="%d"></iframe>
            """;

    /** Waits for what the page does after it is loaded. */
    private static final String PATIENT = "--virtual-time-budget=10000";

    private static final Pattern HEIGHT = Pattern.compile("data-height=\"(\\d+)\"");

    /** What a process printed. */
    public record Printed(String out, String err) {}

    /** The first on the path of programs; empty if there is none. */
    public static Optional<Chromium> find() {
        return Arrays.stream(
                        Optional.ofNullable(System.getenv("PATH")).orElse("").split(":"))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Chromium::new);
    }

    /** The same, or a failure that says what to do. */
    static Chromium needed() {
        return find().orElseThrow(() -> new RunFailure(
                ErrorCode.INPUT_MISSING,
                "No Chromium is on the path, so no picture can be taken.",
                "Install it (Debian: apt-get install chromium), or leave --png out; the page is written."));
    }

    /** Takes a picture of the whole page, at a width in pixels. */
    public void picture(Path page, Path png, int width) {
        try {
            Path scratch = Files.createTempDirectory("tripmill-picture");
            try {
                Path frame = scratch.resolve("frame.html");
                Files.writeString(frame, FRAME.formatted(page.toAbsolutePath().toUri(), width, 1000));
                Matcher told = HEIGHT.matcher(document(frame, width).out());
                int height = told.find() ? Math.min(HIGHEST, Integer.parseInt(told.group(1))) : HIGHEST / 4;
                Files.writeString(frame, FRAME.formatted(page.toAbsolutePath().toUri(), width, height));
                Path whole = scratch.resolve("whole.png");
                run(
                        frame,
                        PATIENT,
                        "--screenshot=" + whole,
                        "--window-size=" + Math.max(width, NARROWEST) + "," + height);
                ImageIO.write(ImageIO.read(whole.toFile()).getSubimage(0, 0, width, height), "png", png.toFile());
            } finally {
                delete(scratch);
            }
        } catch (IOException e) {
            throw new RunFailure(
                    ErrorCode.UNREADABLE,
                    "No picture could be written to '" + png + "': " + e.getMessage() + ".",
                    "Check that the folder is there and can be written.",
                    e);
        }
    }

    /** The page's elements once its script has run, and what the page wrote to the console. */
    public Printed document(Path page, int width) {
        return run(page, PATIENT, "--dump-dom", "--enable-logging=stderr", "--window-size=" + width + ",1000");
    }

    /** The page's elements once it is loaded, by the clock on the wall: what a page measures of itself is true then. */
    Printed documentInRealTime(Path page) {
        return run(page, "--dump-dom", "--window-size=1280,1000");
    }

    private Printed run(Path page, String... arguments) {
        try {
            Path scratch = Files.createTempDirectory("tripmill-chromium");
            try {
                List<String> command = new ArrayList<>(List.of(
                        program.toString(),
                        "--headless=new",
                        "--hide-scrollbars",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--host-resolver-rules=MAP * ~NOTFOUND",
                        "--user-data-dir=" + scratch.resolve("profile")));
                if ("root".equals(System.getProperty("user.name"))) {
                    // Chromium refuses root otherwise; the page is ours and has no network.
                    command.add("--no-sandbox");
                }
                command.addAll(List.of(arguments));
                command.add(page.toAbsolutePath().toUri().toString());
                Process process = new ProcessBuilder(command)
                        .redirectOutput(scratch.resolve("out").toFile())
                        .redirectError(scratch.resolve("err").toFile())
                        .start();
                if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
                    process.destroyForcibly().waitFor();
                    throw new RunFailure(
                            ErrorCode.UNREADABLE,
                            "Chromium did not draw the page within " + PATIENCE_S + " seconds.",
                            "Try again, or leave --png out; the page is written.");
                }
                return new Printed(text(scratch.resolve("out")), text(scratch.resolve("err")));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while Chromium drew", e);
            } finally {
                delete(scratch);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    private static void delete(Path folder) throws IOException {
        List<Path> found;
        try (Stream<Path> files = Files.walk(folder)) {
            found = files.sorted((a, b) -> b.compareTo(a)).toList();
        }
        for (Path file : found) {
            Files.deleteIfExists(file);
        }
    }
}
