package io.tripmill.jobs.pings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tripmill.schema.Pings;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnMappingTest {

    @Test
    void aMappedColumnIsReadFromItsFieldOnly() {
        ColumnMapping mapping = ColumnMapping.parse(" device_id = id,timestamp=ts,lat=pos.gps.lat,source_seq=a=b");
        assertThat(mapping.sourcesOf(Pings.DEVICE_ID)).containsExactly("id");
        assertThat(mapping.sourcesOf(Pings.LAT)).containsExactly("pos.gps.lat");
        assertThat(mapping.sourcesOf(Pings.SOURCE_SEQ)).containsExactly("a=b");
        assertThat(mapping).hasToString("device_id=id,timestamp=ts,lat=pos.gps.lat,source_seq=a=b");
    }

    @Test
    void otherColumnsAreReadByTheirNameAndThoseOfAnMdsLocationNestedToo() {
        ColumnMapping mapping = ColumnMapping.parse("");
        assertThat(mapping).isEqualTo(ColumnMapping.BY_NAME);
        assertThat(mapping.sourcesOf(Pings.VEHICLE_ID)).containsExactly("vehicle_id");
        assertThat(mapping.sourcesOf(Pings.LNG)).containsExactly("lng", "location.lng");
        assertThat(mapping.sourcesOf(Pings.HORIZONTAL_ACCURACY))
                .containsExactly("horizontal_accuracy", "location.horizontal_accuracy");
    }

    @Test
    void everyColumnThatARecordMayBringCanBeMapped() {
        assertThat(ColumnMapping.parse("source=a,ingest_time=b,source_seq=c,provider_id=d")
                        .sourcesOf(Pings.INGEST_TIME))
                .containsExactly("b");
    }

    @Test
    void allProblemsAreToldAtOnceWithTheirRemedy() {
        ColumnMapping.InvalidMapping invalid = catchThrowableOfType(
                ColumnMapping.InvalidMapping.class,
                () -> ColumnMapping.parse("lon=x,lat,lng=,lng=a,lng=b,service_date=d,,source_file=f,lat=ok"));
        List<String> problems = invalid.problems();
        assertThat(problems).hasSize(7);
        assertThat(problems.get(0))
                .startsWith("'lon' is not a column of pings: use one of provider_id, device_id,")
                .doesNotContain("source_file");
        assertThat(problems.subList(1, 7))
                .containsExactly(
                        "'lat' has no '=': type column=field, such as lng=lon",
                        "'lng' is mapped to nothing: name the field of the record after '=', or leave it out",
                        "'lng' is mapped twice: keep one of them",
                        "'service_date' is derived and can't be mapped: leave it out",
                        "nothing stands between two commas, or at an end: remove the comma",
                        "'source_file' is derived and can't be mapped: leave it out");
        assertThat(invalid)
                .hasMessageStartingWith("not a column mapping: 'lon' is not a column of pings")
                .hasMessageEndingWith("leave it out");
    }
}
