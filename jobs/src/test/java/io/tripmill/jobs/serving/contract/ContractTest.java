package io.tripmill.jobs.serving.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tripmill.jobs.serving.privacy.Rotation;
import io.tripmill.jobs.serving.privacy.TimeGrain;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ContractTest {
    private static final String CITY = """
            consumer: city-of-berlin
            version: 3
            expires: 2027-03-31
            areas: [851f1d4bfffffff]
            period: hour
            level: 7
            products:
              od_flows:
                columns: [period_start, origin_h3, destination_h3, trips]
                format: csv
            """;

    @Test
    void whatIsNotNamedIsDeniedAndKIsTen() {
        assertThat(Contract.parse(CITY))
                .isEqualTo(new Contract(
                        "city-of-berlin",
                        3,
                        Optional.empty(),
                        LocalDate.parse("2027-03-31"),
                        Set.of("851f1d4bfffffff"),
                        Contract.Period.HOUR,
                        7,
                        10,
                        Contract.Formulas.KEEP,
                        Map.of(
                                Product.OD_FLOWS,
                                new Contract.Grant(
                                        List.of("period_start", "origin_h3", "destination_h3", "trips"),
                                        Contract.Format.CSV))));
    }

    @Test
    void everyProblemIsToldAtOnceWithItsLine() {
        InvalidContract invalid = problems("""
                consumer: City of Berlin
                version: 0
                expires: 2027-02-30
                areas: []
                period: week
                level: fine
                colour: red
                k: 1
                products:
                  od_flows:
                    columns: [device_id]
                    format: xml
                  speeds: {}
                k: 5
                """);

        assertThat(invalid.problems())
                .extracting(ContractProblem::line)
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 13, 14);
        assertThat(invalid)
                .hasMessageContaining("line 2: version must be at least 1, not 0")
                .hasMessageContaining("line 5: period must be one of day, hour, not 'week'")
                .hasMessageContaining("line 7: 'colour' is unknown")
                .hasMessageContaining("line 14: k is given twice");
    }

    @Test
    void anAreaIsACellOfTheLevelOrACoarserOne() {
        assertThat(problems(CITY.replace("851f1d4bfffffff", "881f1d4887fffff")))
                .hasMessageContaining("line 4")
                .hasMessageContaining("finer than level 7");
        assertThat(problems(CITY.replace("851f1d4bfffffff", "fffffffffffffff"))).hasMessageContaining("no H3 cell");
    }

    @Test
    void aCellLiesInTheAreaThatHoldsIt() {
        Contract contract = Contract.parse(CITY.replace("851f1d4bfffffff", "871f1d488ffffff"));

        assertThat(contract.covers("871f1d488ffffff")).isTrue();
        assertThat(contract.covers("871f1d489ffffff")).isFalse();
    }

    @Test
    void aMapOfTripsShowsItsCellsSoTheyMustBeGranted() {
        String map = CITY.substring(0, CITY.indexOf("  od_flows"))
                + "  trips: {columns: [start_h3, end_h3], format: geojson, time_grain: hour}\n";

        assertThat(Contract.parse(map).grants().keySet()).containsExactly(Product.TRIPS);
        assertThat(problems(map.replace("start_h3, ", "")))
                .hasMessageContaining("line 8: geojson shows the cells, so start_h3, end_h3 must be granted");
    }

    @Test
    void aCountSaysOfWhatItIs() {
        String byDay = CITY.replace("period: hour", "period: day");

        assertThat(problems(CITY.replace("destination_h3, ", "")))
                .hasMessageContaining("line 9: a count of od_flows says nothing without destination_h3; grant it too");
        assertThat(Contract.parse(byDay.replace("period_start, ", "")).columns(Product.OD_FLOWS))
                .containsExactly("origin_h3", "destination_h3", "trips");
        assertThat(problems(CITY.replace("period_start, origin_h3, ", "")))
                .hasMessageContaining("without period_start, origin_h3; grant them too");
    }

    @Test
    void termsTellDeliveriesApartThatMustNotBePutTogether() {
        String trips = CITY.substring(0, CITY.indexOf("  od_flows"))
                + "  trips: {columns: [start_h3, line], format: csv, time_grain: hour, trim_m: 250}\n";

        assertThat(Contract.parse(CITY).terms(Product.OD_FLOWS)).isEqualTo("level 7, k 10, hour");
        assertThat(Contract.parse(trips).terms(Product.TRIPS))
                .isEqualTo("level 7, k 10, time_grain hour, rotation day, trim_m 250, columns line start_h3");
    }

    @Test
    void tripsAreGrantedWithTheirTermsAndNeverBesideCounts() {
        String trips = CITY.substring(0, CITY.indexOf("  od_flows"))
                + "  trips: {columns: [start_h3, line], format: csv, time_grain: hour, trim_m: 250}\n";

        Contract.Grant grant = Contract.parse(trips).grant(Product.TRIPS);
        assertThat(grant.trips()).contains(new TripTerms(TimeGrain.HOUR, Rotation.DAY, OptionalInt.of(250)));
        assertThat(Contract.parse(trips.replace("csv,", "csv, rotation: month,"))
                        .grant(Product.TRIPS)
                        .trips())
                .contains(new TripTerms(TimeGrain.HOUR, Rotation.MONTH, OptionalInt.of(250)));
        assertThat(problems(trips.replace(", trim_m: 250", "")))
                .hasMessageContaining("line 8: line shows where trips start and end, so trim_m must say");
        assertThat(problems(trips.replace(", time_grain: hour", ""))).hasMessageContaining("time_grain is missing");
        assertThat(problems(CITY + "  trips: {columns: [start_h3], format: csv, time_grain: hour}\n"))
                .hasMessageContaining("counts beside it would tell those that are hidden");
    }

    @Test
    void formulasAreKeptUnlessTheContractSaysOtherwise() {
        assertThat(Contract.parse(CITY).formulas()).isEqualTo(Contract.Formulas.KEEP);
        assertThat(Contract.parse("csv_formulas: escape\n" + CITY).formulas()).isEqualTo(Contract.Formulas.ESCAPE);
    }

    @Test
    void datesAreInOrder() {
        assertThat(problems(CITY.replace("version: 3", "version: 3\nstarts: 2027-04-01")))
                .hasMessageContaining("line 4: expires is before starts");
    }

    @Test
    void whatIsNoYamlIsRefusedWithItsLine() {
        assertThat(problems("consumer: a\n  version: [")).hasMessageContaining("line 2: this is not YAML");
        assertThat(problems("")).hasMessageContaining("empty");
        assertThat(problems("[1, 2]")).hasMessageContaining("must be a mapping");
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThatThrownBy(() -> Contract.parse("consumer: a"))
                .hasMessageContaining("expires is missing")
                .hasMessageContaining("products is missing");
    }

    private static InvalidContract problems(String yaml) {
        return catchThrowableOfType(InvalidContract.class, () -> Contract.parse(yaml));
    }
}
