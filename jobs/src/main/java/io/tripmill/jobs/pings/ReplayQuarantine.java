package io.tripmill.jobs.pings;

import static org.apache.spark.sql.functions.array_contains;

import io.tripmill.job.Args;
import io.tripmill.job.CheckedJob;
import io.tripmill.job.DecidingRules;
import io.tripmill.job.ErrorCode;
import io.tripmill.job.Inputs;
import io.tripmill.job.JobSpec;
import io.tripmill.job.LakeProperties;
import io.tripmill.job.Param;
import io.tripmill.job.Plan;
import io.tripmill.job.RereadingJob;
import io.tripmill.job.RunFailure;
import io.tripmill.landing.RecordParser;
import io.tripmill.schema.Field;
import io.tripmill.schema.Pings;
import io.tripmill.schema.QuarantinedPings;
import io.tripmill.schema.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Reads the landing files of quarantined records again, after the arguments or rules were corrected. Positions that are stored already are
 * duplicates; what is refused this time takes the place of what is in quarantine of these files.
 */
public final class ReplayQuarantine implements RereadingJob, CheckedJob {
    static final Param<RefusalReason> REASON = Param.of(
                    "reason",
                    "Read only files that hold a record refused for this reason, such as BAD_TIMESTAMP; all of each file is read.",
                    "REASON",
                    ReplayQuarantine::reason,
                    RefusalReason::code)
            .optional();

    private final IngestPings ingest = new IngestPings();

    @Override
    public JobSpec spec() {
        return JobSpec.named(
                        "replay-quarantine",
                        "Reads the landing files of quarantined records again, after the arguments or rules were corrected.")
                .reads(QuarantinedPings.TABLE)
                .mayRead(Pings.TABLE)
                .writes(Pings.TABLE, QuarantinedPings.TABLE)
                .takes(
                        REASON,
                        FORMAT,
                        IngestPings.PROVIDER_ID,
                        IngestPings.COLUMNS,
                        IngestPings.TIMESTAMP_UNIT,
                        IngestPings.TIMESTAMP_ZONE,
                        IngestPings.SOURCE,
                        ON_BAD_FILE,
                        RULESET,
                        ON_FAILURE)
                .checks(CheckedJob::failureHasRules);
    }

    @Override
    public Dataset<Row> files(Inputs inputs, Args args) {
        Optional<RefusalReason> reason = args.find(REASON);
        if (reason.isPresent() && changesRules(inputs)) {
            throw new RunFailure(
                    ErrorCode.ARGUMENT,
                    "--reason selects files, but another ruleset is for all of them: pings were accepted with "
                            + storedRules(inputs) + ", not with " + DecidingRules.of(inputs.rules()) + ".",
                    "Leave --reason out, or run with the stored ruleset.");
        }
        Dataset<Row> quarantined = inputs.of(QuarantinedPings.TABLE);
        return reason.map(one -> quarantined.filter(array_contains(QuarantinedPings.REASONS.col(), one.code())))
                .orElse(quarantined)
                .select(QuarantinedPings.SOURCE_FILE.col())
                .distinct();
    }

    @Override
    public boolean changesRules(Inputs inputs) {
        return !storedRules(inputs).equals(DecidingRules.of(inputs.rules()));
    }

    @Override
    public Plan plan(Inputs inputs, Args args) {
        Plan plan = IngestPings.planned(inputs);
        return changesRules(inputs)
                ? plan.warning("pings that were stored before were accepted with " + storedRules(inputs)
                        + ", and stay; from now on " + DecidingRules.of(inputs.rules()) + " decides")
                : plan;
    }

    private static DecidingRules storedRules(Inputs inputs) {
        return inputs.lastCommit(Pings.TABLE).map(DecidingRules::of).orElseGet(() -> DecidingRules.of(inputs.rules()));
    }

    private static RefusalReason reason(String code) {
        List<RefusalReason> reasons = Arrays.asList(RefusalReason.values());
        return reasons.stream()
                .filter(reason -> reason.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("none of "
                        + String.join(
                                "|", reasons.stream().map(RefusalReason::code).toList())));
    }

    @Override
    public RecordParser parser(Args args, LakeProperties lake) {
        return ingest.parser(args, lake);
    }

    @Override
    public String checked(Args args) {
        return ingest.checked(args);
    }

    @Override
    public Column landed(Field column) {
        return ingest.landed(column);
    }

    @Override
    public Column isRefused() {
        return ingest.isRefused();
    }

    @Override
    public Table prunedTable() {
        return ingest.prunedTable();
    }

    @Override
    public List<Field> key(LakeProperties lake) {
        return ingest.key(lake);
    }
}
