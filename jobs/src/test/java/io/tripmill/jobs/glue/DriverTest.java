package io.tripmill.jobs.glue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriverTest {

    @Test
    void theScalaCompilerOfThisRuntimeTakesTheDriver(@TempDir Path classes) throws Exception {
        String said = Driver.hasGlue()
                ? Driver.compileInto(classes, Driver.SOURCE)
                : Driver.compileInto(classes, Driver.STAND_INS, Driver.SOURCE);

        assertThat(said).isEmpty();
        assertThat(classes.resolve(GlueJob.DRIVER_CLASS + ".class")).exists();
    }

    @Test
    void theCompilerRefusesACallThatGlueDoesNotHave(@TempDir Path classes) throws Exception {
        Path wrong = Files.writeString(
                classes.resolve("Wrong.scala"),
                "object Wrong { com.amazonaws.services.glue.util.Job.init(1) }",
                StandardCharsets.UTF_8);

        assertThat(Driver.compileInto(classes, Driver.STAND_INS, wrong))
                .contains("scalac ended with 1", "Wrong.scala:1");
    }

    @Test
    void noClassOfTheJarHasTheNameOfTheDriver() {
        assertThat(getClass().getClassLoader().getResource(GlueJob.DRIVER_CLASS + ".class"))
                .isNull();
        assertThat(Driver.SOURCE).hasFileName(GlueJob.DRIVER_CLASS + ".scala");
        assertThat(Driver.SOURCE).content().contains("object " + GlueJob.DRIVER_CLASS + " {");
    }
}
