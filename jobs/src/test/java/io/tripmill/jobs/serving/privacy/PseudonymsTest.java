package io.tripmill.jobs.serving.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PseudonymsTest {
    private static final String SECRET = "a secret of a test, and of nothing else";
    private static final PseudonymKey KEY = PseudonymKey.of(SECRET);
    private static final LocalDate MONDAY = LocalDate.parse("2026-03-02");

    @Test
    void oneDeviceHasOneNameWithinAPeriodAndAnotherAfterIt() {
        Pseudonyms weekly = new Pseudonyms(KEY, Rotation.WEEK, "city");

        String name = weekly.of("device_id", "d1", MONDAY);

        assertThat(name).matches("[0-9a-f]{32}");
        assertThat(weekly.of("device_id", "d1", MONDAY.plusDays(6))).isEqualTo(name);
        assertThat(weekly.of("device_id", "d1", MONDAY.plusDays(7))).isNotEqualTo(name);
        assertThat(weekly.of("device_id", "d1", MONDAY.minusDays(1))).isNotEqualTo(name);
    }

    @Test
    void namesDifferByConsumerKindKeyAndRotation() {
        Set<String> names = new HashSet<>();
        names.add(new Pseudonyms(KEY, Rotation.DAY, "city").of("device_id", "d1", MONDAY));
        names.add(new Pseudonyms(KEY, Rotation.MONTH, "city").of("device_id", "d1", MONDAY));
        names.add(new Pseudonyms(KEY, Rotation.DAY, "bank").of("device_id", "d1", MONDAY));
        names.add(new Pseudonyms(KEY, Rotation.DAY, "city").of("vehicle_id", "d1", MONDAY));
        names.add(new Pseudonyms(KEY, Rotation.DAY, "city").of("device_id", "d2", MONDAY));
        names.add(new Pseudonyms(PseudonymKey.of(SECRET + "!"), Rotation.DAY, "city").of("device_id", "d1", MONDAY));

        assertThat(names).hasSize(6);
    }

    @Test
    void partsThatReadAlikeOneAfterTheOtherAreNotTheSame() {
        Pseudonyms daily = new Pseudonyms(KEY, Rotation.DAY, "city");

        assertThat(daily.of("a", "bc", MONDAY)).isNotEqualTo(daily.of("ab", "c", MONDAY));
    }

    /** Computed with another implementation: python3's hmac. */
    @Test
    void aNameIsTheHmacOfItsPartsEachAfterItsLength() {
        assertThat(new Pseudonyms(KEY, Rotation.DAY, "city").of("device_id", "d1", MONDAY))
                .isEqualTo("4d8086e938fbf5763830c43356c06fcc");
    }

    @Test
    void theYearOfAWeekIsThatOfItsThursday() {
        assertThat(Rotation.WEEK.period(LocalDate.parse("2027-01-03"))).isEqualTo("2026-W53");
        assertThat(Rotation.MONTH.period(LocalDate.parse("2027-01-03"))).isEqualTo("2027-01");
    }

    @Test
    void theKeyDoesNotShow() {
        assertThat(new Pseudonyms(KEY, Rotation.DAY, "city").toString()).doesNotContain(SECRET);
        assertThatThrownBy(() -> PseudonymKey.of("short secret"))
                .hasMessageContaining("12 bytes")
                .hasMessageNotContaining("short secret");
    }

    @Test
    void theLineBreakAtTheEndOfAFileIsNoPartOfTheKey() {
        assertThat(new Pseudonyms(PseudonymKey.of(SECRET + "\n"), Rotation.DAY, "city").of("device_id", "d1", MONDAY))
                .isEqualTo(new Pseudonyms(KEY, Rotation.DAY, "city").of("device_id", "d1", MONDAY));
    }
}
