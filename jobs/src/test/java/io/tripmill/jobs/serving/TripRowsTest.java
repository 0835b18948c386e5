package io.tripmill.jobs.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripmill.jobs.serving.contract.Contract;
import io.tripmill.testkit.Property;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which trips are told, and what of them. */
class TripRowsTest {
    private static final LocalDate DATE = LocalDate.parse("2026-03-01");
    private static final String HERE = "882f594847fffff";
    private static final String THERE = "882f594867fffff";
    private static final String CONTRACT = """
            consumer: city
            version: 1
            expires: 2026-12-31
            areas: [842f595ffffffff]
            period: hour
            level: 8
            k: 2
            products:
              trips:
                columns: [device_pseudonym, mode, start_time, start_h3, end_h3, distance_m]
                time_grain: hour
                format: csv
            """;

    @Test
    void aTripIsToldWhereAsManyDevicesAsKMadeOneLikeIt() {
        ProductRows rows = rows(List.of(
                trip("a", "bus", "06", HERE, THERE),
                trip("b", "bus", "06", HERE, THERE),
                trip("b", "bus", "07", HERE, THERE)));

        assertThat(csv(rows)).isEqualTo("""
                device_pseudonym,mode,start_time,start_h3,end_h3,distance_m
                name-of-a,bus,2026-03-01T06:00:00Z,882f594847fffff,882f594867fffff,100.0
                name-of-b,bus,2026-03-01T06:00:00Z,882f594847fffff,882f594867fffff,100.0
                """.replace("\n", "\r\n"));
        assertThat(rows.hiddenRows()).isEqualTo(1);
    }

    @Test
    void manyTripsOfOneDeviceAreNoCrowd() {
        List<ToldTrip> trips = List.of(
                trip("a", "bus", "06", HERE, THERE),
                trip("a", "bus", "06", HERE, THERE),
                trip("a", "bus", "06", HERE, THERE));

        assertThatThrownBy(() -> rows(trips))
                .hasMessageStartingWith("[T-TOO-FEW] No trip on 2026-03-01 is like those of k = 2 devices for city.");
    }

    @Test
    void whatIsNotGrantedSinglesNobodyOut() {
        List<ToldTrip> trips = List.of(trip("a", "bus", "06", HERE, THERE), trip("b", "tram", "06", HERE, THERE));

        assertThatThrownBy(() -> rows(trips)).hasMessageStartingWith("[T-TOO-FEW]");
        assertThat(TripRows.of(DATE, trips, Contract.parse(CONTRACT.replace("mode, ", "")))
                        .rows())
                .hasSize(2);
    }

    @Test
    void bothEndsLieInTheAreas() {
        Contract here = Contract.parse(CONTRACT.replace("842f595ffffffff", HERE));
        List<ToldTrip> trips = List.of(
                trip("a", "bus", "06", HERE, THERE),
                trip("b", "bus", "06", HERE, THERE),
                trip("a", "bus", "06", HERE, HERE),
                trip("b", "bus", "06", HERE, HERE));

        assertThat(TripRows.of(DATE, trips, here).rows()).hasSize(2);
        assertThat(TripRows.of(DATE, trips.subList(0, 2), here).rows()).isEmpty();
    }

    @Test
    void whateverTheTripsNobodyIsAloneAndTheOrderTellsNothing() {
        Property.check(500, dice -> {
            List<ToldTrip> trips = new ArrayList<>();
            for (int i = dice.nextInt(60); i >= 0; i--) {
                trips.add(trip(
                        "d" + dice.nextInt(6),
                        dice.nextBoolean() ? "bus" : "tram",
                        "0" + dice.nextInt(3),
                        dice.nextBoolean() ? HERE : THERE,
                        dice.nextBoolean() ? HERE : THERE));
            }
            trips.add(trip("x", "bus", "09", HERE, HERE));
            trips.add(trip("y", "bus", "09", HERE, HERE));
            ProductRows rows = rows(trips);
            List<ToldTrip> reversed = new ArrayList<>(trips);
            Collections.reverse(reversed);
            assertThat(rows(reversed)).isEqualTo(rows);

            Map<List<Optional<Object>>, Set<Object>> crowds = new HashMap<>();
            rows.rows().forEach(row -> crowds.computeIfAbsent(row.subList(1, 5), alike -> new HashSet<>())
                    .add(row.get(0)));
            assertThat(crowds.values())
                    .allSatisfy(devices -> assertThat(devices).hasSizeGreaterThanOrEqualTo(2));
            assertThat(rows.rows().size() + rows.hiddenRows()).isEqualTo(trips.size());
        });
    }

    @Test
    void aTextThatASpreadsheetWouldCalculateIsKeptOrEscapedAsTheContractSays() {
        List<ToldTrip> trips = List.of(trip("a", "=cmd()", "06", HERE, THERE), trip("b", "=cmd()", "06", HERE, THERE));
        ProductRows rows = rows(trips);

        assertThat(csv(rows)).contains(",=cmd(),");
        assertThat(new String(
                        FileFormats.bytes(rows, Contract.Format.CSV, Contract.Formulas.ESCAPE), StandardCharsets.UTF_8))
                .contains(",'=cmd(),")
                .contains(",100.0");
    }

    private static ProductRows rows(List<ToldTrip> trips) {
        return TripRows.of(DATE, trips, Contract.parse(CONTRACT));
    }

    private static String csv(ProductRows rows) {
        return new String(FileFormats.bytes(rows, Contract.Format.CSV, Contract.Formulas.KEEP), StandardCharsets.UTF_8);
    }

    private static ToldTrip trip(String device, String mode, String hour, String start, String end) {
        return new ToldTrip(
                DATE,
                List.of("p", device),
                Optional.of("name-of-" + device),
                Optional.of("car"),
                Optional.of(mode),
                "2026-03-01T" + hour + ":00:00Z",
                "2026-03-01T" + hour + ":00:00Z",
                start,
                end,
                100,
                60,
                Optional.empty());
    }
}
