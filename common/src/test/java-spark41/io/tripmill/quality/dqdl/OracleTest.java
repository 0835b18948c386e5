package io.tripmill.quality.dqdl;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Says in the report of this runtime what is not tested in it; the parser is the same in both. */
class OracleTest {
    @Test
    void readsWhatTheParserOfAwsReads() {
        Assumptions.abort("software.amazon.glue:dqdl 1.0.0 does not run on the ANTLR runtime of Spark 4");
    }
}
