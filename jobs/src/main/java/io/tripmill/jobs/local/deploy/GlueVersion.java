package io.tripmill.jobs.local.deploy;

import io.tripmill.job.ErrorCode;
import io.tripmill.job.RunFailure;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A version of AWS Glue that there is a job jar for. */
enum GlueVersion {
    GLUE_5_1("5.1", "target", "glue-scripts/tripmill jobs"),
    GLUE_6_0("6.0", "target-glue-6.0", "mvn package -Pglue-6.0 -DskipTests");

    private final String number;
    private final String buildFolder;
    private final String builtBy;

    GlueVersion(String number, String buildFolder, String builtBy) {
        this.number = number;
        this.buildFolder = buildFolder;
        this.builtBy = builtBy;
    }

    static GlueVersion of(String number) {
        return Arrays.stream(values())
                .filter(version -> version.number.equals(number))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("none of " + numbers()));
    }

    static String numbers() {
        return Arrays.stream(values()).map(version -> version.number).collect(Collectors.joining("|"));
    }

    /**
     * The job jar that was built in a clone.
     *
     * @throws RunFailure if there is none
     */
    Path jarIn(Path clone) {
        Path folder = clone.resolve("jobs").resolve(buildFolder);
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, "tripmill-jobs-*-glue-" + number + ".jar")) {
            for (Path jar : jars) {
                return jar;
            }
            throw notBuilt(folder);
        } catch (IOException e) {
            throw notBuilt(folder);
        }
    }

    private RunFailure notBuilt(Path folder) {
        return new RunFailure(
                ErrorCode.INPUT_MISSING,
                "There is no job jar for Glue " + number + " in '" + folder + "'.",
                "Build it: " + builtBy + ".");
    }

    @Override
    public String toString() {
        return number;
    }
}
