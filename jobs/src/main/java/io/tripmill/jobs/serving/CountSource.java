package io.tripmill.jobs.serving;

import io.tripmill.job.Inputs;
import io.tripmill.jobs.serving.contract.Contract;
import io.tripmill.jobs.serving.contract.Product;
import io.tripmill.schema.OdFlows;
import io.tripmill.schema.Table;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Products of counts, all of them from one table of flows, so that no two tell different things. */
record CountSource(Contract contract, Product product) implements Source {
    @Override
    public Table table() {
        return OdFlows.TABLE;
    }

    @Override
    public Dataset<Row> wanted(Inputs inputs, List<LocalDate> dates) {
        return inputs.of(OdFlows.TABLE).filter(OdFlows.SERVICE_DATE.col().isInCollection(dates));
    }

    @Override
    public Function<LocalDate, ProductRows> contents(List<Row> rows) {
        List<Flow> flows = rows.stream().map(Flow::of).toList();
        return date -> ProductRows.ofCounts(
                product,
                date.toString(),
                flows.stream()
                        .filter(flow -> flow.serviceDate().equals(date.toString()))
                        .toList(),
                contract);
    }
}
