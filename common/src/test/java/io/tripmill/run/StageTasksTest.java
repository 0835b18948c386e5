package io.tripmill.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How far Spark is with a stage of a run. */
class StageTasksTest {
    private static final String SCAN = "1";
    private static final String MERGE = "2";

    private final AtomicLong nanos = new AtomicLong();
    private final StageTasks tasks = new StageTasks(nanos::get);

    @Test
    void isUnknownBeforeSparkHasBegun() {
        assertThat(tasks.soFar()).isEqualTo(new StageWork(OptionalDouble.empty(), 0, Duration.ZERO));
    }

    @Test
    void countsTheStepsThatAQueryIsStillToTake() {
        tasks.planned(SCAN, 4);
        tasks.begun(10, SCAN, 2);
        passes(1);
        assertThat(fraction()).isZero();

        tasks.taskEnded(10, 500, 0);
        assertThat(fraction()).isEqualTo(1 / 8.0, within(1e-12));

        tasks.taskEnded(10, 500, 0);
        tasks.begun(11, SCAN, 1);
        assertThat(fraction()).isEqualTo(1 / 4.0, within(1e-12));
    }

    @Test
    void aQueryThatEndsWithFewerStepsIsDone() {
        tasks.planned(SCAN, 4);
        tasks.begun(10, SCAN, 1);
        tasks.taskEnded(10, 0, 0);
        tasks.planned(MERGE, 1);
        tasks.begun(11, MERGE, 2);
        passes(1);
        assertThat(fraction()).isEqualTo(1 / 5.0, within(1e-12));

        tasks.ended(SCAN);
        assertThat(fraction()).isEqualTo(1 / 2.0, within(1e-12));
    }

    @Test
    void leavesRoomForTheCommit() {
        tasks.planned(SCAN, 1);
        tasks.begun(10, SCAN, 1);
        tasks.taskEnded(10, 0, 0);
        passes(1);

        assertThat(fraction()).isEqualTo(0.99);
    }

    @Test
    void isLessFarWhenAnotherLongQueryBegins() {
        tasks.planned(SCAN, 2);
        tasks.begun(10, SCAN, 1);
        tasks.taskEnded(10, 0, 0);
        passes(5);
        assertThat(fraction()).isEqualTo(1 / 2.0, within(1e-12));

        tasks.planned(MERGE, 2);
        assertThat(fraction()).isEqualTo(1 / 2.0, within(1e-12));
        passes(1);
        assertThat(fraction()).isEqualTo(1 / 4.0, within(1e-12));
    }

    @Test
    void aShortQueryIsNotSeen() {
        tasks.planned(SCAN, 1);
        tasks.begun(10, SCAN, 1);
        tasks.taskEnded(10, 7, 0);
        tasks.ended(SCAN);
        passes(60);

        assertThat(tasks.soFar()).isEqualTo(new StageWork(OptionalDouble.empty(), 7, Duration.ofSeconds(60)));
    }

    @Test
    void aStepThatBeginsAgainHasTheTasksThatWereLost() {
        tasks.planned(SCAN, 2);
        tasks.begun(10, SCAN, 4);
        tasks.begun(10, SCAN, 2);
        tasks.taskEnded(10, 0, 0);
        passes(1);

        assertThat(fraction()).isEqualTo(1 / 4.0, within(1e-12));
    }

    @Test
    void aQueryWithoutAPlanHasTheStepsThatBegan() {
        tasks.begun(10, SCAN, 4);
        tasks.taskEnded(10, 0, 0);
        passes(1);

        assertThat(fraction()).isEqualTo(1 / 4.0, within(1e-12));
    }

    @Test
    void rowsAreThoseReadOrThoseWritten() {
        tasks.begun(10, SCAN, 4);
        tasks.taskEnded(10, 500, 0);
        tasks.taskEnded(10, 500, 0);
        assertThat(tasks.soFar().rows()).isEqualTo(1000);

        tasks.taskEnded(10, 0, 1200);
        assertThat(tasks.soFar().rows()).isEqualTo(1200);
    }

    private void passes(int seconds) {
        nanos.addAndGet(seconds * 1_000_000_000L);
    }

    private double fraction() {
        return tasks.soFar().share().orElseThrow();
    }
}
