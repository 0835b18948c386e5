package io.tripmill.jobs.glue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The Scala driver, compiled as Glue does it. */
final class Driver {
    static final Path SOURCE = Path.of("../glue-scripts/TripmillJob.scala");
    /** The documented signatures of Glue's classes. */
    static final Path STAND_INS = Path.of("src/test/resources/glue/GlueStandIns.scala");

    private Driver() {}

    /** Whether Glue's own library is on the class path, as with the profile glue-libs. */
    static boolean hasGlue() {
        return Driver.class.getClassLoader().getResource("com/amazonaws/services/glue/GlueContext.class") != null;
    }

    /** Compiles into the folder; gives what the compiler says, nothing if all is well. */
    static String compileInto(Path folder, Path... sources) throws IOException, InterruptedException {
        Path said = Files.createTempFile(folder, "scalac", ".txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath(),
                "scala.tools.nsc.Main",
                "-usejavacp",
                "-d",
                folder.toString()));
        List.of(sources).forEach(source -> command.add(source.toString()));
        Process compiler = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        int code = compiler.waitFor();
        String words = Files.readString(said);
        return code == 0 ? "" : "scalac ended with " + code + ": " + words;
    }

    static String classPath() {
        return System.getProperty("java.class.path");
    }
}
