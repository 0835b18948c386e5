package io.tripmill.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ArgsTest {
    private static final Param<Duration> GAP = Param.positiveDuration("session-gap", "A longer silence ends a session.")
            .orElse(Duration.ofMinutes(30));
    private static final Param<Double> RADIUS_M = Param.positiveNumber("stay-radius-m", "How far a stay reaches.");
    private static final JobSpec SPEC =
            JobSpec.named("sessionize", "Cuts pings.").takes(GAP, RADIUS_M);

    @Test
    void aValueIsWrittenAfterTheNameOrAfterAnEqualsSign() {
        Args args = Args.parse(SPEC, List.of("--lake", "s3://b/lake", "--stay-radius-m=50", "--session-gap", "PT10M"));

        assertThat(args.get(CommonParams.LAKE).uri()).isEqualTo("s3://b/lake");
        assertThat(args.get(RADIUS_M)).isEqualTo(50.0);
        assertThat(args.get(GAP)).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void whatIsLeftOutHasItsDefaultAndIsKnownNotToBeGiven() {
        Args args = Args.parse(SPEC, List.of("--lake", "s3://b/lake", "--stay-radius-m", "50"));

        assertThat(args.get(GAP)).isEqualTo(Duration.ofMinutes(30));
        assertThat(args.findGiven(GAP)).isEmpty();
        assertThat(args.find(CommonParams.RUN_ID)).isEmpty();
    }

    @Test
    void everyProblemIsToldAtOnceWithItsRemedy() {
        assertThatThrownBy(() -> Args.parse(
                        SPEC,
                        List.of("--session-gap", "five", "--colour", "red", "--lake", "a", "--lake", "b", "alone")))
                .isInstanceOf(RunFailure.class)
                .hasMessageStartingWith("[T-ARGUMENT] sessionize: ")
                .hasMessageContaining("--session-gap: 'five' is not an ISO-8601 duration, such as PT30M")
                .hasMessageContaining("--colour is unknown; sessionize takes --lake, --layout")
                .hasMessageContaining("--ignore-arguments colour")
                .hasMessageContaining("--lake is given twice")
                .hasMessageContaining("'alone' stands alone")
                .hasMessageContaining("--stay-radius-m is missing; how far a stay reaches")
                .hasMessageEndingWith("See: tripmill help sessionize.");
    }

    @Test
    void aNameWithoutAValueIsNotAlsoCalledMissing() {
        assertThatThrownBy(() -> Args.parse(SPEC, List.of("--stay-radius-m", "--lake", "a")))
                .hasMessageContaining("--stay-radius-m has no value; write --stay-radius-m NUMBER")
                .hasMessageNotContaining("is missing");
    }

    @Test
    void limitsHoldOnBothSides() {
        assertThat(parsed("--session-gap", "PT0.000001S").get(GAP)).isEqualTo(Duration.ofNanos(1000));
        for (String gap : List.of("PT0S", "-PT1S")) {
            assertThatThrownBy(() -> parsed("--session-gap=" + gap))
                    .hasMessageContaining("--session-gap: '" + gap + "' must be longer than PT0S");
        }
        for (String radius : List.of("0", "-1", "NaN", "Infinity")) {
            assertThatThrownBy(() -> Args.parse(SPEC, List.of("--lake", "l", "--stay-radius-m=" + radius)))
                    .hasMessageContaining("must be finite and greater than 0");
        }
    }

    @Test
    void aNegativeValueIsAValue() {
        assertThatThrownBy(() -> Args.parse(SPEC, List.of("--lake", "l", "--stay-radius-m", "-5")))
                .hasMessageContaining("'-5' must be finite and greater than 0");
    }

    @Test
    void namesToIgnoreAreSetAside() {
        Args args = parsed("--airflow-run", "x", "--ignore-arguments", "airflow-run,other");

        assertThat(args.get(RADIUS_M)).isEqualTo(100.0);
    }

    @Test
    void onGlueItsOwnArgumentsAndStrayWordsAreSetAsideAndOthersAreRefused() {
        List<String> glue = List.of(
                "--JOB_NAME", "j", "--TempDir", "s3://t", "true", "--conf", "a=1 --conf b=2", "--enable-metrics");
        assertThat(parsed(glue.toArray(String[]::new)).get(RADIUS_M)).isEqualTo(100.0);

        assertThatThrownBy(() -> parsed("--JOB_NAME", "j", "--colour", "red"))
                .hasMessageContaining("--colour is unknown");
        assertThatThrownBy(() -> parsed("--TempDir", "s3://t")).hasMessageContaining("--TempDir is unknown");
    }

    @Test
    void conditionsBetweenArgumentsAreChecked() {
        JobSpec checked = SPEC.checks(args -> args.get(RADIUS_M) > 1000
                ? Optional.of("--stay-radius-m is too large; write at most 1000")
                : Optional.empty());

        assertThat(Args.parse(checked, List.of("--lake", "l", "--stay-radius-m", "1000")))
                .isNotNull();
        assertThatThrownBy(() -> Args.parse(checked, List.of("--lake", "l", "--stay-radius-m", "1001")))
                .hasMessageContaining("--stay-radius-m is too large");
    }

    @Test
    void argumentsAreReportedAsOneWouldTypeThem() {
        Args args = Args.parse(
                SPEC, List.of("--lake", "s3://b/lake/", "--stay-radius-m", "50.0", "--session-gap", "PT90M"));

        assertThat(args.asTyped())
                .containsEntry("lake", "s3://b/lake")
                .containsEntry("stay-radius-m", "50")
                .containsEntry("session-gap", "PT1H30M");
    }

    private static Args parsed(String... more) {
        java.util.ArrayList<String> argv = new java.util.ArrayList<>(List.of("--lake", "l", "--stay-radius-m", "100"));
        argv.addAll(List.of(more));
        return Args.parse(SPEC, argv);
    }
}
