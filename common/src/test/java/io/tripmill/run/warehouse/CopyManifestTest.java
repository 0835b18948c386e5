package io.tripmill.run.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CopyManifestTest {

    @Test
    void everyFileIsMandatoryHasItsLengthAndTheNameThatRedshiftKnows() {
        assertThat(CopyManifest.of(
                        new TreeMap<>(Map.of("s3a://b/load/part-0.parquet", 12L, "s3://b/load/part-1.parquet", 3L))))
                .isEqualTo("""
                        {"entries":[{"url":"s3://b/load/part-1.parquet","mandatory":true,"meta":{"content_length":3}},\
                        {"url":"s3://b/load/part-0.parquet","mandatory":true,"meta":{"content_length":12}}]}
                        """);
    }
}
