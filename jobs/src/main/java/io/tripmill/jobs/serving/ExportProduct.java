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
import io.tripmill.jobs.serving.contract.Contract;
import io.tripmill.jobs.serving.contract.InvalidContract;
import io.tripmill.jobs.serving.contract.Product;
import io.tripmill.schema.Deliveries;
import io.tripmill.schema.OdFlows;
import io.tripmill.schema.RuleOutcomes;
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
    static final Param<String> PRODUCT = Param.text("product", "What is given: od_flows or hourly_trips.")
            .where("od_flows or hourly_trips", id -> Product.named(id).isPresent());
    static final Param<Location> CONTRACT = Param.location("contract", "The consumer's contract, a YAML file.");
    static final Param<Location> OUTBOUND = Param.location(
            "outbound", "The consumer's own folder; the file goes to PRODUCT/service_date=DATE below it.");
    static final Param<Boolean> RESTATED = Param.flag(
            "restated",
            "Deliver again, of what the consumer was given of the product, every service date that comes out otherwise now; with"
                    + " --business-date only that one.");

    @Override
    public JobSpec spec() {
        return JobSpec.named(
                        "export-product",
                        "Gives a consumer one product of one service date, as far as the contract grants it.")
                .reads(OdFlows.TABLE)
                .mayRead(RuleOutcomes.TABLE, Deliveries.TABLE)
                .writes(Deliveries.TABLE)
                .takes(CONSUMER, PRODUCT, CONTRACT, OUTBOUND, RESTATED)
                .checks(ExportProduct::theDateIsNamed);
    }

    private static Optional<String> theDateIsNamed(Args args) {
        boolean isNamed = args.find(CommonParams.BUSINESS_DATE).isPresent();
        return !isNamed && !args.get(RESTATED)
                ? Optional.of("--business-date is missing; it selects the service date to deliver")
                : Optional.empty();
    }

    @Override
    public Plan plan(Inputs inputs, Args args) {
        Contract contract = contract(inputs, args);
        Product product = Product.named(args.get(PRODUCT)).orElseThrow();
        new ContractTerms(contract, args.get(CONTRACT)).refuseUnlessGranted(args.get(CONSUMER), product);
        Delivering delivering = new Delivering(inputs, contract, product, args.get(OUTBOUND));
        return Plan.asking(new Question(
                "looking whether a check halted",
                inputs.of(RuleOutcomes.TABLE),
                QualityHalts.checks(inputs.of(RuleOutcomes.TABLE)),
                checks -> {
                    QualityHalts.refuseOpen(checks);
                    return deliver(inputs, args, contract, delivering);
                }));
    }

    private static Plan deliver(Inputs inputs, Args args, Contract contract, Delivering delivering) {
        Dataset<Row> before = inputs.of(Deliveries.TABLE)
                .filter(Deliveries.CONSUMER.col().equalTo(lit(contract.consumer())))
                .filter(Deliveries.PRODUCT
                        .col()
                        .equalTo(lit(delivering.product().id())));
        return Plan.asking(new Question("looking at earlier deliveries", before, before, deliveries -> {
            List<LocalDate> dates = args.get(RESTATED)
                    ? deliveries.stream()
                            .map(row -> row.<LocalDate>getAs(Deliveries.SERVICE_DATE.name()))
                            .filter(date -> !args.find(CommonParams.BUSINESS_DATE)
                                    .filter(wanted -> !wanted.equals(date))
                                    .isPresent())
                            .sorted()
                            .toList()
                    : args.find(CommonParams.BUSINESS_DATE).stream().toList();
            if (dates.isEmpty()) {
                return Plan.nothing();
            }
            ContractTerms terms = new ContractTerms(contract, args.get(CONTRACT));
            dates.forEach(date -> terms.refuseUnlessCovered(date, today(args, date)));
            Dataset<Row> flows =
                    inputs.of(OdFlows.TABLE).filter(OdFlows.SERVICE_DATE.col().isInCollection(dates));
            return Plan.asking(new Question(
                    "protecting the counts",
                    flows,
                    flows,
                    rows -> delivering.plan(dates, rows, deliveries, args.get(RESTATED))));
        }));
    }

    /** The day on which the delivery is made, as far as the arguments tell; else the one that it is about. */
    private static LocalDate today(Args args, LocalDate serviceDate) {
        return args.find(CommonParams.AS_OF)
                .map(instant -> instant.atZone(ZoneOffset.UTC).toLocalDate())
                .orElse(serviceDate);
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
