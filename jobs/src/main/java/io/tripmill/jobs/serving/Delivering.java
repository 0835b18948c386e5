package io.tripmill.jobs.serving;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.tripmill.job.FileWrite;
import io.tripmill.job.Inputs;
import io.tripmill.job.Location;
import io.tripmill.job.Plan;
import io.tripmill.job.ServiceDates;
import io.tripmill.job.Write;
import io.tripmill.jobs.serving.contract.Contract;
import io.tripmill.jobs.serving.contract.Product;
import io.tripmill.schema.Deliveries;
import io.tripmill.schema.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Makes the files of one product for one consumer, and the book of deliveries.
 *
 * @param source the table that the product is made of
 */
record Delivering(Inputs inputs, Contract contract, Product product, Table source, Location outbound) {

    /**
     * The files of some service dates.
     *
     * @param contents what the consumer is given of a date
     * @param rowsRead rows of the source on these dates
     * @param earlier what the consumer was given of the product before
     * @param onlyChanged whether a date is left out whose delivery would be the same again
     */
    Plan plan(
            List<LocalDate> dates,
            Function<LocalDate, ProductRows> contents,
            long rowsRead,
            List<Row> earlier,
            boolean onlyChanged) {
        List<FileWrite> files = new ArrayList<>();
        List<Row> deliveries = new ArrayList<>();
        List<LocalDate> delivered = new ArrayList<>();
        long hidden = 0;
        for (LocalDate date : dates) {
            ProductRows content = contents.apply(date);
            byte[] bytes = FileFormats.bytes(content, format(), contract.formulas());
            DeliveryManifest manifest = manifest(date, content, bytes, earlier);
            if (onlyChanged && isSame(manifest, earlier)) {
                continue;
            }
            Location folder = outbound.child(product.id()).child("service_date=" + date);
            files.add(new FileWrite(folder.child(manifest.file()), bytes));
            files.add(new FileWrite(folder.child(DeliveryManifest.NAME), manifest.toJson()));
            deliveries.add(row(manifest, folder.child(manifest.file())));
            delivered.add(date);
            hidden += content.hiddenRows();
        }
        if (delivered.isEmpty()) {
            return Plan.nothing();
        }
        return Plan.of(new Write.ReplaceDates(
                        Deliveries.TABLE, book(delivered, deliveries), ServiceDates.only(delivered)))
                .delivering(files)
                .reading(rowsRead)
                .noting("rows_hidden", Long.toString(hidden));
    }

    private DeliveryManifest manifest(LocalDate date, ProductRows content, byte[] bytes, List<Row> earlier) {
        String sha256 = DeliveryManifest.sha256(bytes);
        Optional<Row> before = of(date, earlier);
        boolean isSame = before.filter(
                        row -> row.<String>getAs(Deliveries.SHA256.name()).equals(sha256))
                .filter(row -> row.<Long>getAs(Deliveries.CONTRACT_VERSION.name()) == contract.version())
                .isPresent();
        long issue = before.map(row -> row.<Long>getAs(Deliveries.ISSUE.name())).orElse(0L) + (isSame ? 0 : 1);
        // As it was written first, so that a delivery that is made again is the same to the last byte.
        long version = before.filter(row -> isSame)
                .map(row -> row.<Long>getAs(Deliveries.SOURCE_VERSION.name()))
                .orElseGet(() -> inputs.version(source).orElseThrow());
        return new DeliveryManifest(
                contract,
                product,
                date,
                issue,
                source,
                version,
                product.id() + "." + format().extension(),
                content.rows().size(),
                bytes.length,
                sha256,
                content);
    }

    private static boolean isSame(DeliveryManifest manifest, List<Row> earlier) {
        return of(manifest.serviceDate(), earlier)
                .filter(row -> row.<Long>getAs(Deliveries.ISSUE.name()) == manifest.issue())
                .isPresent();
    }

    private static Optional<Row> of(LocalDate date, List<Row> deliveries) {
        return deliveries.stream()
                .filter(row ->
                        row.<LocalDate>getAs(Deliveries.SERVICE_DATE.name()).equals(date))
                .findFirst();
    }

    private Contract.Format format() {
        return contract.grant(product).format();
    }

    private Row row(DeliveryManifest manifest, Location file) {
        return RowFactory.create(
                contract.consumer(),
                product.id(),
                manifest.serviceDate(),
                manifest.issue(),
                (long) contract.version(),
                contract.terms(product),
                file.toString(),
                manifest.rows(),
                manifest.bytes(),
                manifest.sha256(),
                manifest.sourceVersion());
    }

    /** The new deliveries beside those to others, of the dates that are replaced. */
    private Dataset<Row> book(List<LocalDate> dates, List<Row> deliveries) {
        Dataset<Row> stored = inputs.of(Deliveries.TABLE);
        Column isReplaced = Deliveries.CONSUMER
                .col()
                .equalTo(lit(contract.consumer()))
                .and(Deliveries.PRODUCT.col().equalTo(lit(product.id())));
        return stored.filter(Deliveries.SERVICE_DATE.col().isInCollection(dates))
                .filter(not(isReplaced))
                .union(stored.sparkSession().createDataFrame(deliveries, Deliveries.TABLE.schema()));
    }
}
