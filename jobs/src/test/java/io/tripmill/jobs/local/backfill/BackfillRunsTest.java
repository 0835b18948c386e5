package io.tripmill.jobs.local.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripmill.job.DateRange;
import io.tripmill.job.ErrorCode;
import io.tripmill.job.RunFailure;
import io.tripmill.jobs.JobCatalog;
import io.tripmill.jobs.local.backfill.BackfillRuns.Outcome;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** In which order runs begin, and what becomes of those that fail. */
class BackfillRunsTest {
    private final List<String> told = new CopyOnWriteArrayList<>();

    @Test
    void oneAfterTheOther() {
        List<LocalDate> begun = new ArrayList<>();

        assertThat(with(run -> begun.add(run.date())).run(days(5), 1))
                .hasSize(5)
                .containsOnly(Outcome.DONE);
        assertThat(begun).isSorted().hasSize(5);
    }

    @Test
    void severalAtATime() throws InterruptedException {
        CountDownLatch bothGoOn = new CountDownLatch(2);

        with(run -> {
                    bothGoOn.countDown();
                    await(bothGoOn);
                })
                .run(days(2), 2);

        assertThat(bothGoOn.getCount()).isZero();
    }

    @Test
    void theOneThatWasOvertakenRunsAgain() {
        ConcurrentHashMap<LocalDate, AtomicInteger> attempts = new ConcurrentHashMap<>();

        with(run -> {
                    int attempt = attempts.computeIfAbsent(run.date(), date -> new AtomicInteger())
                            .incrementAndGet();
                    if (run.date().getDayOfMonth() == 2 && attempt < 3) {
                        throw new RunFailure(ErrorCode.CONFLICT, "Another run wrote.", "Run again.");
                    }
                })
                .run(days(3), 2);

        assertThat(attempts.values().stream().mapToInt(AtomicInteger::get)).containsExactlyInAnyOrder(1, 3, 1);
        assertThat(told)
                .containsOnly("backfill__sessionize-trips__2026-03-02 was overtaken by another run, and runs again");
    }

    @Test
    void afterAFailureNoneIsBegunAnyMore() {
        List<LocalDate> begun = new ArrayList<>();

        assertThatThrownBy(() -> with(run -> {
                            begun.add(run.date());
                            if (run.date().getDayOfMonth() == 2) {
                                throw new RunFailure(ErrorCode.INPUT_MISSING, "Nothing landed.", "Wait.");
                            }
                        })
                        .run(days(4), 1))
                .hasMessage("[T-INPUT-MISSING] Nothing landed. Wait.");
        assertThat(begun).hasSize(2);
        assertThat(told).containsExactly("1 of 4 runs are done; the same command goes on with the others");
    }

    @Test
    void oneThatIsOvertakenForeverFails() {
        AtomicInteger attempts = new AtomicInteger();

        assertThatThrownBy(() -> with(run -> {
                            attempts.incrementAndGet();
                            throw new RunFailure(ErrorCode.CONFLICT, "Another run wrote.", "Run again.");
                        })
                        .run(days(1), 1))
                .hasMessageStartingWith("[T-CONFLICT]");
        assertThat(attempts).hasValue(20);
    }

    private BackfillRuns with(Consumer<DayRun> runner) {
        return new BackfillRuns(id -> Optional.empty(), runner, told::add);
    }

    private static List<DayRun> days(int count) {
        LocalDate first = LocalDate.parse("2026-03-01");
        return DayRuns.of(
                        JobCatalog.named("sessionize-trips"),
                        "backfill",
                        new DateRange(first, first.plusDays(count - 1L)),
                        List.of("--lake=/lake"))
                .all();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
