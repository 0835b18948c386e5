package io.tripmill.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * What one commit did to the number of a table's rows, as its file in the transaction log tells.
 *
 * @param startsAnew whether the rows before it are all gone
 * @param rows how many came, less those that went
 */
record RowGrowth(boolean startsAnew, long rows) {

    /** @param actions of the commit, a line each; empty if they do not tell */
    static Optional<RowGrowth> of(List<JsonNode> actions) {
        long added = 0;
        boolean removes = false;
        for (JsonNode action : actions) {
            JsonNode add = action.path("add");
            if (changesRows(add)) {
                Optional<Long> rows = rowsOf(add);
                if (rows.isEmpty()) {
                    return Optional.empty();
                }
                added += rows.get();
            }
            removes |= changesRows(action.path("remove"));
        }
        return removes ? withRemoved(actions, added) : Optional.of(new RowGrowth(false, added));
    }

    /** A file that is only written anew, as by OPTIMIZE, changes no row. */
    private static boolean changesRows(JsonNode file) {
        return file.path("dataChange").asBoolean(false);
    }

    private static Optional<Long> rowsOf(JsonNode add) {
        // With a deletion vector some of the rows are not there.
        if (!add.path("stats").isTextual() || add.hasNonNull("deletionVector")) {
            return Optional.empty();
        }
        JsonNode rows = CommitLog.tree(add.path("stats").asText()).path("numRecords");
        return rows.isIntegralNumber() ? Optional.of(rows.asLong()) : Optional.empty();
    }

    /** A removed file does not say how many rows it held; the metrics of the operations that we use do. */
    private static Optional<RowGrowth> withRemoved(List<JsonNode> actions, long added) {
        JsonNode info = actions.stream()
                .map(action -> action.path("commitInfo"))
                .filter(JsonNode::isObject)
                .findFirst()
                .orElse(CommitLog.tree("{}"));
        JsonNode parameters = info.path("operationParameters");
        JsonNode metrics = info.path("operationMetrics");
        if (info.path("operation").asText().equals("MERGE")) {
            return metric(metrics, "numTargetRowsInserted").flatMap(inserted -> metric(metrics, "numTargetRowsDeleted")
                    .map(deleted -> new RowGrowth(false, inserted - deleted)));
        }
        boolean overwrites = info.path("operation").asText().equals("WRITE")
                && parameters.path("mode").asText().equals("Overwrite");
        if (!overwrites) {
            return Optional.empty();
        }
        return parameters.hasNonNull("predicate")
                ? metric(metrics, "numCopiedRows").flatMap(copied -> metric(metrics, "numDeletedRows")
                        .map(deleted -> new RowGrowth(false, added - copied - deleted)))
                : Optional.of(new RowGrowth(true, added));
    }

    private static Optional<Long> metric(JsonNode metrics, String name) {
        return metrics.path(name).isTextual()
                ? Optional.of(Long.valueOf(metrics.path(name).asText()))
                : Optional.empty();
    }
}
