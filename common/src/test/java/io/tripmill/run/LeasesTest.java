package io.tripmill.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripmill.job.CommonParams.Lease;
import io.tripmill.job.Location;
import io.tripmill.schema.Pings;
import io.tripmill.schema.Stays;
import io.tripmill.schema.Table;
import io.tripmill.schema.Trips;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may write which table, and until when. */
class LeasesTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final Storage storage = new Storage(new Configuration());

    @TempDir
    private Path lake;

    @Test
    void aTableIsOneRunsAloneUntilItEnds() {
        try (Leases first = held("a", NOON, Pings.TABLE, Trips.TABLE)) {
            assertThatThrownBy(() -> held("b", NOON, Stays.TABLE, Trips.TABLE))
                    .hasMessage(
                            "[T-CONFLICT] Run 'a' may write trips until 2026-03-01T12:15:00Z. Wait until it has ended, and run again;"
                                    + " a run that was killed holds its tables until then.");
            assertThat(file("stays")).doesNotExist();
            held("c", NOON, Stays.TABLE).close();
            first.renew(Pings.TABLE);
        }
        assertThat(file("pings")).doesNotExist();
        assertThatCode(() -> held("b", NOON, Trips.TABLE).close()).doesNotThrowAnyException();
    }

    @Test
    void aRunThatWasKilledHoldsItForAQuarterOfAnHour() {
        held("a", NOON, Pings.TABLE);

        assertThatThrownBy(() -> held("b", NOON.plusSeconds(899), Pings.TABLE)).hasMessageStartingWith("[T-CONFLICT]");
        held("b", NOON.plusSeconds(900), Pings.TABLE).close();
    }

    @Test
    void anotherAttemptOfTheSameRunTakesItOver() {
        Leases killed = held("a", NOON, Pings.TABLE);

        try (Leases again = held("a", NOON, Pings.TABLE)) {
            again.renew(Pings.TABLE);
            assertThatThrownBy(() -> killed.renew(Pings.TABLE))
                    .hasMessageStartingWith("[T-CONFLICT] Run 'a' may write pings");
            killed.close();
            assertThat(file("pings")).exists();
        }
    }

    @Test
    void ofTwoThatWriteAtOnceTheLaterOneHoldsItAndTheOtherKnows() {
        assertThatThrownBy(() -> Leases.of(
                        Set.of(Pings.TABLE),
                        storage,
                        layout(),
                        "a",
                        at(NOON),
                        time -> write("pings", "b", NOON.plusSeconds(60))))
                .hasMessageStartingWith("[T-CONFLICT] Run 'b' may write pings until 2026-03-01T12:01:00Z.");
        assertThat(file("pings")).exists();
    }

    @Test
    void aLeaseThatEndedAndWasTakenIsNotRenewed() {
        Leases slow = held("a", NOON, Pings.TABLE);
        held("b", NOON.plusSeconds(3600), Pings.TABLE).close();

        assertThatThrownBy(() -> slow.renew(Pings.TABLE))
                .hasMessageStartingWith(
                        "[T-CONFLICT] The lease of pings is gone: another run took it, and gave it back.");
    }

    @Test
    void whatCannotBeReadIsNotTaken() throws IOException {
        Files.createDirectories(file("pings").getParent());
        Files.writeString(file("pings"), "{");

        assertThatThrownBy(() -> held("a", NOON, Pings.TABLE))
                .hasMessageStartingWith("[T-CONFLICT] The lease '")
                .hasMessageContaining("can't be read.");
    }

    @Test
    void onlyS3NeedsOne() {
        assertThat(Lease.AUTO.holds(Location.of("s3://city/lake"))).isTrue();
        assertThat(Lease.AUTO.holds(Location.of("s3a://city/lake"))).isTrue();
        assertThat(Lease.AUTO.holds(Location.of("/lake"))).isFalse();
        assertThat(Lease.ALWAYS.holds(Location.of("/lake"))).isTrue();
        assertThat(Lease.NEVER.holds(Location.of("s3://city/lake"))).isFalse();
    }

    private Leases held(String runId, Instant now, Table... tables) {
        return Leases.of(Set.of(tables), storage, layout(), runId, at(now), time -> {});
    }

    private void write(String table, String runId, Instant until) {
        try {
            Files.writeString(
                    file(table), "{\"run_id\": \"%s\", \"token\": \"t\", \"until\": \"%s\"}".formatted(runId, until));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Clock at(Instant now) {
        return Clock.fixed(now, ZoneOffset.UTC);
    }

    private Layout layout() {
        return Layout.of(Location.of(lake.toString()));
    }

    private Path file(String table) {
        return lake.resolve("control/leases/" + table + ".json");
    }
}
