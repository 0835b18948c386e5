package io.tripmill.testkit;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Says in the report of this runtime what is not tested in it; {@link RowsAssert} is, in both. */
@Tag("own-session")
class SparkTestingBaseTest {
    @Test
    void comparesRowsOfOurTables() {
        Assumptions.abort("spark-testing-base has no build for Spark 4");
    }
}
