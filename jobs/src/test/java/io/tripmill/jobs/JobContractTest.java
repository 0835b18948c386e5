package io.tripmill.jobs;

import static io.tripmill.testkit.SparkJobCount.jobsStartedBy;
import static java.util.Objects.requireNonNull;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import io.tripmill.job.Args;
import io.tripmill.job.Arrived;
import io.tripmill.job.CheckedJob;
import io.tripmill.job.CheckedRules;
import io.tripmill.job.CommitNote;
import io.tripmill.job.Inputs;
import io.tripmill.job.Job;
import io.tripmill.job.JobSpec;
import io.tripmill.job.LakeParams;
import io.tripmill.job.LakeProperties;
import io.tripmill.job.LandingJob;
import io.tripmill.job.Location;
import io.tripmill.job.Param;
import io.tripmill.job.Plan;
import io.tripmill.job.Secret;
import io.tripmill.job.ServiceDates;
import io.tripmill.job.Write;
import io.tripmill.landing.Landing;
import io.tripmill.landing.LandingFormat;
import io.tripmill.landing.RecordParser;
import io.tripmill.quality.dqdl.Ruleset;
import io.tripmill.schema.Table;
import io.tripmill.testkit.HouseRules;
import io.tripmill.testkit.SparkTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What holds for every job of the catalog. */
@SparkTest
class JobContractTest {
    /** Values for parameters that have no default. */
    private static final Map<String, String> REQUIRED = Map.ofEntries(
            Map.entry("lake", "/lake"),
            Map.entry("landing", "/landing"),
            Map.entry("provider-id", "p"),
            Map.entry("device-id", "d"),
            Map.entry("format", "csv"),
            Map.entry("table", "pings"),
            Map.entry("ruleset", "default"),
            Map.entry("consumer", "city"),
            Map.entry("product", "od_flows"),
            Map.entry("contract", "/contract"),
            Map.entry("expectations", "/expectations"),
            Map.entry("outbound", "/outbound"),
            Map.entry("logs", "/logs"),
            Map.entry("log-format", "csv"),
            Map.entry("jdbc-url", "jdbc:postgresql://localhost/warehouse"));

    /** Parameters that may be left out, but not both. */
    private static final List<String> NEEDED_TOGETHER = List.of("erase-device provider-id", "erase-device device-id");

    private static final String CONTRACT = """
            consumer: city
            version: 1
            expires: 9999-12-31
            areas: [851f1d4bfffffff]
            period: hour
            level: 7
            products:
              od_flows: {columns: [period_start, origin_h3, destination_h3, trips], format: csv}
            """;

    private static final String EXPECTATIONS = """
            {"feeds": [{"feed": "buses", "place": "/in/{date}", "format": "csv", "every": "day"}]}
            """;

    /** By the parameter that names its file. */
    private static final Map<String, String> TEXTS = Map.of("contract", CONTRACT, "expectations", EXPECTATIONS);

    static final List<Job> JOBS = JobCatalog.ALL;

    private final SparkSession spark;

    JobContractTest(SparkSession spark) {
        this.spark = spark;
    }

    @ParameterizedTest
    @FieldSource("JOBS")
    void aPlanStartsNoSparkJobAndItsRowsConform(Job job) {
        Args args = args(job.spec());
        Inputs inputs = new EmptyInputs(spark, job, args);
        List<Plan> plans = new ArrayList<>();

        int jobs = jobsStartedBy(spark, () -> plans.add(answered(job.plan(inputs, args))));

        assertThat(jobs).isZero();
        assertThat(plans.get(0).writes().isEmpty()
                        && plans.get(0).checks().isEmpty()
                        && plans.get(0).upkeep().isEmpty())
                .isFalse();
        for (Write write : plans.get(0).writes()) {
            assertThat(write.table()
                            .conform(write.rows().select(write.table().columns()))
                            .schema()
                            .asNullable())
                    .isEqualTo(write.table().schema());
            assertThat(job.spec().writes()).contains(write.table());
        }
    }

    @ParameterizedTest
    @FieldSource("JOBS")
    void everyParameterIsKebabCaseAndSaysWhatItMeans(Job job) {
        assertThat(job.spec().name()).matches("[a-z]+(-[a-z]+)*");
        assertThat(job.spec().sentence()).endsWith(".");
        assertThat(job.spec().params())
                .allSatisfy(param -> assertThat(param.meaning()).endsWith("."));
    }

    @ParameterizedTest
    @FieldSource("JOBS")
    void namesAreUnique(Job job) {
        assertThat(JobCatalog.specs().stream()
                        .map(JobSpec::name)
                        .filter(job.spec().name()::equals))
                .hasSize(1);
    }

    @ParameterizedTest
    @FieldSource("JOBS")
    void everyTableHasAServiceDateByWhichItsFilesAreLaidOut(Job job) {
        assertThat(job.spec().writes()).allSatisfy(table -> {
            assertThat(table.pruning().get(0).name()).isEqualTo("service_date");
            assertThat(table.pruning().get(0).type()).isEqualTo(DataTypes.DateType);
        });
    }

    @Test
    void everyJobIsInTheCatalog() {
        List<String> written = HouseRules.mainClasses().stream()
                .filter(type -> type.isAssignableTo(Job.class) && !type.isInterface())
                .map(JavaClass::getName)
                .sorted()
                .toList();

        assertThat(JOBS.stream().map(job -> job.getClass().getName()).sorted().toList())
                .isEqualTo(written);
    }

    /** The plan that writes: every question is about empty tables. */
    private static Plan answered(Plan plan) {
        Plan current = plan;
        while (current.question().isPresent()) {
            current = current.question().get().answered().apply(List.of());
        }
        return current;
    }

    private static Args args(JobSpec spec) {
        List<String> argv = new ArrayList<>(List.of("--business-date=2026-03-01"));
        for (Param<?> param : spec.params()) {
            if (param.isRequired() || NEEDED_TOGETHER.contains(spec.name() + " " + param.name())) {
                argv.add("--" + param.name() + "=" + REQUIRED.get(param.name()));
            }
        }
        return Args.parse(spec, argv);
    }

    /** Every table is there and empty. */
    private record EmptyInputs(SparkSession spark, Job job, Args args) implements Inputs {
        @Override
        public Dataset<Row> of(Table table) {
            return spark.createDataFrame(List.of(), table.schema());
        }

        @Override
        public Optional<Long> version(Table table) {
            return Optional.of(1L);
        }

        @Override
        public Dataset<Row> changes(Table table, long after) {
            throw new IllegalStateException("no run came before");
        }

        @Override
        public Optional<CommitNote> lastCommit(Table table) {
            return Optional.empty();
        }

        @Override
        public Dataset<Row> landed() {
            return spark.createDataFrame(
                    List.of(), ((LandingJob) job).parser(args, lake()).schema());
        }

        @Override
        public Column isAlone() {
            return lit(false);
        }

        @Override
        public ServiceDates touched() {
            return ServiceDates.all(List.of());
        }

        @Override
        public LakeProperties lake() {
            return LakeParams.DEFAULTS;
        }

        @Override
        public Optional<CheckedRules> rules() {
            return job instanceof CheckedJob checked
                    ? checked.ruleset(args)
                            .map(place -> new CheckedRules(
                                    place.toString(),
                                    Ruleset.parse("Rules = [ IsComplete \"lat\" ]"),
                                    checked.onFailure(args)))
                    : Optional.empty();
        }

        @Override
        public Dataset<Row> named(String name) {
            return of(requireNonNull(JobCatalog.tables().get(name), name));
        }

        @Override
        public Dataset<Row> records(Param<List<Location>> param, LandingFormat format, RecordParser parser) {
            return Landing.read(spark, List.of(), format, parser);
        }

        @Override
        public Instant now() {
            return Instant.EPOCH;
        }

        @Override
        public Arrived arrived(Location place, LandingFormat format) {
            return Arrived.NOTHING;
        }

        @Override
        public Dataset<Row> rows(Table table, List<Row> rows) {
            return spark.createDataFrame(rows, table.schema());
        }

        @Override
        public Optional<String> secret(Secret place) {
            return Optional.empty();
        }

        @Override
        public Optional<String> text(Param<Location> param) {
            return Optional.ofNullable(TEXTS.get(param.name()));
        }
    }
}
