package io.tripmill.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What a workload found out. There are none where an engine's rows differ from another's.
 *
 * @param json the same for machines
 */
record Results(List<ResultTable> tables, ObjectNode json) {
    Results {
        tables = List.copyOf(tables);
    }
}
