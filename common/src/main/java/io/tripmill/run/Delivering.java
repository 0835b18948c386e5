package io.tripmill.run;

import io.tripmill.job.ConditionalPuts;
import io.tripmill.job.Delivery;
import io.tripmill.job.WarehouseLoad;
import io.tripmill.run.aws.DynamoTable;
import io.tripmill.run.warehouse.LoadByJdbc;
import java.util.Map;

/** Makes the changes outside of the lake. */
record Delivering(Storage storage) {

    /** Makes one; gives what the report notes of it. */
    Map<String, String> deliver(Delivery delivery) {
        if (delivery instanceof WarehouseLoad load) {
            return new LoadByJdbc(storage, new Secrets(storage)).load(load);
        }
        if (delivery instanceof ConditionalPuts puts) {
            try (DynamoTable table = DynamoTable.open(puts)) {
                return table.put(puts.items());
            }
        }
        throw new IllegalStateException("nobody delivers " + delivery.getClass().getSimpleName());
    }
}
