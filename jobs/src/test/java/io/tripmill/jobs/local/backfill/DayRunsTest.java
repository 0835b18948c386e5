package io.tripmill.jobs.local.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tripmill.job.DateRange;
import io.tripmill.job.Location;
import io.tripmill.jobs.JobCatalog;
import io.tripmill.run.LedgerEntry;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What tells the run of one day from that of another. */
class DayRunsTest {
    private static final DateRange TWO_DAYS =
            new DateRange(LocalDate.parse("2026-02-28"), LocalDate.parse("2026-03-01"));

    @Test
    void aJobOfARangeIsGivenEachDayAsOne() {
        assertThat(runs("sessionize-trips", "--lake", "/lake", "--session-gap=PT10M"))
                .extracting(DayRun::runId, DayRun::arguments)
                .containsExactly(
                        tuple(
                                "backfill__sessionize-trips__2026-02-28",
                                List.of(
                                        "--lake",
                                        "/lake",
                                        "--session-gap=PT10M",
                                        "--business-date=2026-02-28",
                                        "--run-id=backfill__sessionize-trips__2026-02-28",
                                        "--recompute=range",
                                        "--from=2026-02-28",
                                        "--to=2026-02-28")),
                        tuple(
                                "backfill__sessionize-trips__2026-03-01",
                                List.of(
                                        "--lake",
                                        "/lake",
                                        "--session-gap=PT10M",
                                        "--business-date=2026-03-01",
                                        "--run-id=backfill__sessionize-trips__2026-03-01",
                                        "--recompute=range",
                                        "--from=2026-03-01",
                                        "--to=2026-03-01")));
    }

    @Test
    void theDayStandsInAnArgument() {
        assertThat(runs("ingest-pings", "--lake=/lake", "--format=csv", "--landing=/in/dt={date}"))
                .extracting(run -> run.arguments().get(2))
                .containsExactly("--landing=/in/dt=2026-02-28", "--landing=/in/dt=2026-03-01");
    }

    @Test
    void aJobThatAsksForItsDateNeedsNoMore() {
        assertThat(runs("arrival-check", "--lake=/lake", "--expectations=/feeds.json"))
                .extracting(run -> run.arguments().get(2))
                .containsExactly("--business-date=2026-02-28", "--business-date=2026-03-01");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ingest-pings     | --lake=/l --format=csv --landing=/in     | ingest-pings would do the same on every day. Put {date} into
            maintain-tables  | --lake=/l                                | maintain-tables would do the same on every day. Run it once.
            sessionize-trips | --lake=/l --run-id=a                     | --run-id is set for each day by the backfill itself.
            sessionize-trips | --lake=/l --from 2026-01-01              | --from is set for each day by the backfill itself.
            sessionize-trips | --session-gap=PT1M                       | --lake is missing
            sessionize-trips | --lake=/l --speling=1                    | --speling is unknown
            """)
    void otherwiseNothingBegins(String job, String given, String told) {
        assertThatThrownBy(() -> runs(job, given.split(" ")))
                .hasMessageStartingWith("[T-ARGUMENT] ")
                .hasMessageContaining(told);
    }

    @Test
    void whatFollowsRunsOnceAndWhatNeedsMoreIsLeftOut() {
        FollowingRuns following = FollowingRuns.of(
                JobCatalog.named("ingest-pings"), "march", TWO_DAYS, Location.of("s3://city/lake"), List.of());

        assertThat(following.runs())
                .extracting(DayRun::runId)
                .containsExactly(
                        "march__sessionize-trips__2026-02-28_2026-03-01",
                        "march__aggregate-vehicles__2026-02-28_2026-03-01",
                        "march__aggregate-trips__2026-02-28_2026-03-01");
        assertThat(following.leftOut()).containsExactly("load-warehouse");
        assertThat(FollowingRuns.of(
                                JobCatalog.named("aggregate-trips"),
                                "march",
                                TWO_DAYS,
                                Location.of("s3://city/lake"),
                                List.of())
                        .runs())
                .isEmpty();
    }

    @Test
    void whatFollowsIsGivenTheArgumentsOfItsLastRun() throws IOException {
        LedgerEntry last = new LedgerEntry(
                "a",
                "aggregate-trips",
                LedgerEntry.State.SUCCEEDED,
                Instant.EPOCH,
                Optional.of(Instant.EPOCH),
                new ObjectMapper().readTree("""
                        {"arguments": {"lake": "s3://city/lake", "h3-resolution": "7", "recompute": "full", "run-id": "a"}}
                        """));

        FollowingRuns following = FollowingRuns.of(
                JobCatalog.named("sessionize-trips"), "march", TWO_DAYS, Location.of("s3://city/lake"), List.of(last));

        assertThat(following.runs())
                .filteredOn(run -> run.job().spec().name().equals("aggregate-trips"))
                .singleElement()
                .satisfies(run -> assertThat(run.arguments())
                        .containsExactly(
                                "--lake=s3://city/lake",
                                "--business-date=2026-03-01",
                                "--run-id=march__aggregate-trips__2026-02-28_2026-03-01",
                                "--h3-resolution=7"));
    }

    private static List<DayRun> runs(String job, String... given) {
        return DayRuns.of(JobCatalog.named(job), "backfill", TWO_DAYS, List.of(given))
                .all();
    }
}
