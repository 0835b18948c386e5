package io.tripmill.jobs.serving;

import static org.apache.spark.sql.functions.lit;

import io.tripmill.job.Args;
import io.tripmill.job.CommonParams;
import io.tripmill.job.ErrorCode;
import io.tripmill.job.Inputs;
import io.tripmill.job.Job;
import io.tripmill.job.JobSpec;
import io.tripmill.job.Location;
import io.tripmill.job.Param;
import io.tripmill.job.Plan;
import io.tripmill.job.Question;
import io.tripmill.job.RunFailure;
import io.tripmill.job.Secret;
import io.tripmill.jobs.serving.contract.Contract;
import io.tripmill.jobs.serving.contract.InvalidContract;
import io.tripmill.jobs.serving.contract.Product;
import io.tripmill.jobs.serving.contract.TripTerms;
import io.tripmill.jobs.serving.privacy.PseudonymKey;
import io.tripmill.jobs.serving.privacy.Pseudonyms;
import io.tripmill.schema.Deliveries;
import io.tripmill.schema.OdFlows;
import io.tripmill.schema.RuleOutcomes;
import io.tripmill.schema.Trips;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Gives a consumer one product of one service date, as far as the contract grants it. */
public final class ExportProduct implements Job {
    static final Param<String> CONSUMER =
            Param.text("consumer", "Who is given the product; the contract must name the same.");
    static final Param<String> PRODUCT = Param.text("product", "What is given: od_flows, hourly_trips or trips.")
            .where("od_flows, hourly_trips or trips", id -> Product.named(id).isPresent());
    static final Param<Location> CONTRACT = Param.location("contract", "The consumer's contract, a YAML file.");
    static final Param<Location> OUTBOUND = Param.location(
            "outbound", "The consumer's own folder; the file goes to PRODUCT/service_date=DATE below it.");
    static final Param<Boolean> RESTATED = Param.flag(
            "restated",
            "Deliver again, of what the consumer was given of the product, every service date that comes out otherwise now; with"
                    + " --business-date only that one.");

    static final Param<String> KEY_ENV = Param.text(
                    "pseudonym-key-env",
                    "The environment variable that holds the key of pseudonyms, at least 32 bytes. Whoever has it can tell whose a"
                            + " pseudonym is.")
            .optional();
    static final Param<Location> KEY_FILE = Param.location(
                    "pseudonym-key-file", "A file whose first line is the key of pseudonyms.")
            .optional();

    @Override
    public JobSpec spec() {
        return JobSpec.named(
                        "export-product",
                        "Gives a consumer one product of one service date, as far as the contract grants it.")
                .reads(OdFlows.TABLE)
                .mayRead(Trips.TABLE, RuleOutcomes.TABLE, Deliveries.TABLE)
                .writes(Deliveries.TABLE)
                .takes(CONSUMER, PRODUCT, CONTRACT, OUTBOUND, RESTATED, KEY_ENV, KEY_FILE)
                .checks(ExportProduct::theDateIsNamed, ExportProduct::oneKey);
    }

    private static Optional<String> theDateIsNamed(Args args) {
        boolean isNamed = args.find(CommonParams.BUSINESS_DATE).isPresent();
        return !isNamed && !args.get(RESTATED)
                ? Optional.of("--business-date is missing; it selects the service date to deliver")
                : Optional.empty();
    }

    private static Optional<String> oneKey(Args args) {
        return args.find(KEY_ENV).isPresent() && args.find(KEY_FILE).isPresent()
                ? Optional.of(KEY_ENV + " and " + KEY_FILE + " both name the key; leave one of them out")
                : Optional.empty();
    }

    @Override
    public Plan plan(Inputs inputs, Args args) {
        Contract contract = contract(inputs, args);
        Product product = Product.named(args.get(PRODUCT)).orElseThrow();
        new ContractTerms(contract, args.get(CONTRACT)).refuseUnlessGranted(args.get(CONSUMER), product);
        Source source = product.isOfCounts() ? new CountSource(contract, product) : tripSource(inputs, contract, args);
        if (inputs.version(source.table()).isEmpty()) {
            throw new RunFailure(
                    ErrorCode.INPUT_MISSING,
                    "The lake has no table " + source.table() + " yet.",
                    "Run the job that writes it first.");
        }
        Delivering delivering = new Delivering(inputs, contract, product, source.table(), args.get(OUTBOUND));
        return Plan.asking(new Question(
                "looking whether a check halted",
                inputs.of(RuleOutcomes.TABLE),
                QualityHalts.checks(inputs.of(RuleOutcomes.TABLE)),
                checks -> {
                    QualityHalts.refuseOpen(checks);
                    return deliver(inputs, args, source, delivering);
                }));
    }

    private static Plan deliver(Inputs inputs, Args args, Source source, Delivering delivering) {
        Contract contract = delivering.contract();
        Dataset<Row> before =
                inputs.of(Deliveries.TABLE).filter(Deliveries.CONSUMER.col().equalTo(lit(contract.consumer())));
        return Plan.asking(new Question("looking at earlier deliveries", before, before, toConsumer -> {
            refuseBoth(delivering.product(), toConsumer);
            List<Row> deliveries = toConsumer.stream()
                    .filter(row -> productOf(row).equals(Optional.of(delivering.product())))
                    .toList();
            List<LocalDate> dates = dates(args, deliveries);
            if (dates.isEmpty()) {
                return Plan.nothing();
            }
            refuseOtherTerms(contract, delivering.product(), dates, toConsumer);
            ContractTerms terms = new ContractTerms(contract, args.get(CONTRACT));
            LocalDate today = inputs.now().atZone(ZoneOffset.UTC).toLocalDate();
            dates.forEach(date -> terms.refuseUnlessCovered(date, today));
            Dataset<Row> wanted = source.wanted(inputs, dates);
            return Plan.asking(new Question(
                    "protecting what is told",
                    wanted,
                    wanted,
                    rows -> delivering.plan(
                            dates, source.contents(rows), rows.size(), deliveries, args.get(RESTATED))));
        }));
    }

    private static List<LocalDate> dates(Args args, List<Row> deliveries) {
        Optional<LocalDate> wanted = args.find(CommonParams.BUSINESS_DATE);
        return args.get(RESTATED)
                ? deliveries.stream()
                        .map(row -> row.<LocalDate>getAs(Deliveries.SERVICE_DATE.name()))
                        .filter(date -> wanted.isEmpty() || wanted.get().equals(date))
                        .sorted()
                        .toList()
                : wanted.stream().toList();
    }

    /** From trips and counts of the same day the counts that are hidden could be computed. */
    private static void refuseBoth(Product product, List<Row> toConsumer) {
        toConsumer.stream()
                .filter(row -> productOf(row)
                        .filter(earlier -> earlier.isOfCounts() != product.isOfCounts())
                        .isPresent())
                .findFirst()
                .ifPresent(row -> {
                    throw new RunFailure(
                            ErrorCode.CONTRACT,
                            "The consumer was given " + row.getAs(Deliveries.PRODUCT.name()) + " of "
                                    + row.getAs(Deliveries.SERVICE_DATE.name())
                                    + "; from trips and counts together those that are hidden could be computed.",
                            "Give trips or counts, not both.");
                });
    }

    /** From the flows of an hour and the sums of its day the counts that are hidden could be computed. */
    private static void refuseOtherTerms(
            Contract contract, Product product, List<LocalDate> dates, List<Row> toConsumer) {
        String terms = contract.terms(product);
        toConsumer.stream()
                .filter(row -> dates.contains(row.<LocalDate>getAs(Deliveries.SERVICE_DATE.name())))
                .filter(row -> !terms.equals(row.getAs(Deliveries.TERMS.name())))
                .findFirst()
                .ifPresent(row -> {
                    throw new RunFailure(
                            ErrorCode.CONTRACT,
                            "The consumer was given " + row.getAs(Deliveries.PRODUCT.name()) + " of "
                                    + row.getAs(Deliveries.SERVICE_DATE.name()) + " by other terms ("
                                    + row.getAs(Deliveries.TERMS.name()) + ", not " + terms
                                    + "); from both together what is hidden could be computed.",
                            "Deliver by the new terms only service dates of which nothing was delivered.");
                });
    }

    private static Optional<Product> productOf(Row delivery) {
        return Product.named(delivery.getAs(Deliveries.PRODUCT.name()));
    }

    private static Source tripSource(Inputs inputs, Contract contract, Args args) {
        boolean needsKey = contract.columns(Product.TRIPS).contains(TripColumn.DEVICE_PSEUDONYM.id());
        TripTerms terms = contract.grant(Product.TRIPS).trips().orElseThrow();
        return new TripSource(
                contract,
                needsKey
                        ? Optional.of(new Pseudonyms(key(inputs, args), terms.rotation(), contract.consumer()))
                        : Optional.empty(),
                inputs.lake().zone());
    }

    private static PseudonymKey key(Inputs inputs, Args args) {
        Secret place = args.find(KEY_ENV)
                .<Secret>map(Secret.OfEnvironment::new)
                .or(() -> args.find(KEY_FILE).map(Secret.OfFile::new))
                .orElseGet(Secret.None::new);
        try {
            return inputs.secret(place)
                    .map(PseudonymKey::of)
                    .orElseThrow(() -> new RunFailure(
                            ErrorCode.ARGUMENT,
                            "The contract grants device_pseudonym, but no key is named.",
                            "Add " + KEY_ENV + " or " + KEY_FILE + "."));
        } catch (IllegalArgumentException e) {
            throw new RunFailure(
                    ErrorCode.ARGUMENT,
                    "The key of pseudonyms can't be used: " + e.getMessage() + ".",
                    "Make one, for example with: openssl rand -hex 32.",
                    e);
        }
    }

    private static Contract contract(Inputs inputs, Args args) {
        String text = inputs.text(CONTRACT).orElseThrow();
        try {
            return Contract.parse(text);
        } catch (InvalidContract invalid) {
            throw new RunFailure(
                    ErrorCode.CONTRACT,
                    "The contract '" + args.get(CONTRACT) + "' can't be used: " + invalid.getMessage() + ".",
                    "Correct it and run again.",
                    invalid);
        }
    }
}
