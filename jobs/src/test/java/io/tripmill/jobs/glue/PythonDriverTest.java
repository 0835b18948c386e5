package io.tripmill.jobs.glue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PythonDriverTest {
    private static final String SCRIPT = "../glue-scripts/tripmill_job.py";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void allArgumentsGoToTheMainAndAJobThatReturnsIsCommitted() throws Exception {
        Python.Ended ended = Python.run(
                folder,
                List.of(
                        SCRIPT,
                        "--JOB_NAME",
                        "n",
                        "--JOB_RUN_ID",
                        "jr_1",
                        "true",
                        "--job",
                        "j",
                        "--conf",
                        "a=1 --conf b=2"));

        assertThat(ended.said()).isEqualTo("""
                GLUE context
                GLUE init n jr_1
                MAIN ['--JOB_NAME', 'n', '--JOB_RUN_ID', 'jr_1', 'true', '--job', 'j', '--conf', 'a=1 --conf b=2']
                GLUE commit n
                """);
        assertThat(ended.exitCode()).isZero();
    }

    @Test
    void anExceptionIsLetThroughAndNothingIsCommitted() throws Exception {
        Python.Ended ended = Python.run(folder, List.of(SCRIPT, "--JOB_NAME", "n", "--job", "FAIL"));

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.said()).contains("[T-INPUT-MISSING]").doesNotContain("GLUE commit");
    }
}
