package io.tripmill.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RowGrowthTest {
    private static final String ADD_5 = add("\"stats\":\"{\\\"numRecords\\\":5}\"");
    private static final String ADD_2 = add("\"stats\":\"{\\\"numRecords\\\":2}\"");
    private static final String REMOVE = "{\"remove\":{\"path\":\"r\",\"dataChange\":true}}";

    @Test
    void filesThatAreOnlyAddedTellTheirRows() {
        assertThat(RowGrowth.of(actions(info("WRITE", "\"mode\":\"Append\"", ""), ADD_5, ADD_2)))
                .hasValue(new RowGrowth(false, 7));
    }

    @Test
    void aCommitWithoutFilesChangesNothing() {
        assertThat(RowGrowth.of(actions(info("WRITE", "\"mode\":\"Overwrite\",\"predicate\":\"false\"", ""))))
                .hasValue(new RowGrowth(false, 0));
    }

    @Test
    void filesThatAreWrittenAnewChangeNothing() {
        assertThat(RowGrowth.of(actions(
                        info("OPTIMIZE", "", ""),
                        ADD_5.replace("\"dataChange\":true", "\"dataChange\":false"),
                        REMOVE.replace("true", "false"))))
                .hasValue(new RowGrowth(false, 0));
    }

    @Test
    void anOverwriteBeginsAnew() {
        assertThat(RowGrowth.of(actions(info("WRITE", "\"mode\":\"Overwrite\"", ""), ADD_5, REMOVE)))
                .hasValue(new RowGrowth(true, 5));
    }

    @Test
    void aReplacementOfSomeRowsTellsHowManyItCopiedAndDeleted() {
        String parameters = "\"mode\":\"Overwrite\",\"predicate\":\"a = 1\"";

        assertThat(RowGrowth.of(actions(
                        info("WRITE", parameters, "\"numCopiedRows\":\"2\",\"numDeletedRows\":\"9\""),
                        ADD_5,
                        ADD_2,
                        REMOVE)))
                .hasValue(new RowGrowth(false, -4));
        assertThat(RowGrowth.of(actions(info("WRITE", parameters, "\"numCopiedRows\":\"2\""), ADD_5, REMOVE)))
                .as("how many were deleted is not said")
                .isEmpty();
    }

    @Test
    void aMergeTellsWhatItInsertedAndDeleted() {
        String metrics = "\"numTargetRowsInserted\":\"3\",\"numTargetRowsDeleted\":\"1\"";

        assertThat(RowGrowth.of(actions(info("MERGE", "", metrics), ADD_5, REMOVE)))
                .hasValue(new RowGrowth(false, 2));
    }

    @Test
    void whatTheLogDoesNotTellIsLeftToACount() {
        assertThat(RowGrowth.of(actions(info("DELETE", "", ""), ADD_5, REMOVE)))
                .as("an operation that is not ours")
                .isEmpty();
        assertThat(RowGrowth.of(actions(info("WRITE", "", ""), add("\"size\":1"))))
                .as("a file without statistics")
                .isEmpty();
        assertThat(RowGrowth.of(actions(
                        info("WRITE", "", ""),
                        add("\"stats\":\"{\\\"numRecords\\\":5}\",\"deletionVector\":{\"cardinality\":1}"))))
                .as("a file of which some rows are deleted")
                .isEmpty();
    }

    private static String add(String fields) {
        return "{\"add\":{\"path\":\"a\",\"dataChange\":true," + fields + "}}";
    }

    private static String info(String operation, String parameters, String metrics) {
        return "{\"commitInfo\":{\"operation\":\"%s\",\"operationParameters\":{%s},\"operationMetrics\":{%s}}}"
                .formatted(operation, parameters, metrics);
    }

    private static List<JsonNode> actions(String... lines) {
        return Stream.of(lines).map(CommitLog::tree).toList();
    }
}
