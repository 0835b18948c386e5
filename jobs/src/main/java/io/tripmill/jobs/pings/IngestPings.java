package io.tripmill.jobs.pings;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import io.tripmill.job.Args;
import io.tripmill.job.CheckedJob;
import io.tripmill.job.CommitNote;
import io.tripmill.job.DecidingRules;
import io.tripmill.job.ErrorCode;
import io.tripmill.job.Inputs;
import io.tripmill.job.JobSpec;
import io.tripmill.job.LakeParams;
import io.tripmill.job.LakeProperties;
import io.tripmill.job.LandingJob;
import io.tripmill.job.OnFailure;
import io.tripmill.job.Param;
import io.tripmill.job.Plan;
import io.tripmill.job.RunFailure;
import io.tripmill.job.Write;
import io.tripmill.landing.LandingFormat;
import io.tripmill.landing.RecordParser;
import io.tripmill.schema.Field;
import io.tripmill.schema.Pings;
import io.tripmill.schema.QuarantinedPings;
import io.tripmill.schema.Table;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Reads landed positions, keeps the good ones once, and quarantines the others with every reason. */
public final class IngestPings implements LandingJob, CheckedJob {
    static final Param<String> PROVIDER_ID =
            Param.text("provider-id", "The provider of records that name none.").optional();
    static final Param<ColumnMapping> COLUMNS = Param.of(
                    "columns",
                    "Where each column of pings is found: column=field, dots for nested fields. Columns left out are read from the"
                            + " field of their own name, or from an MDS location.",
                    "COLUMN=FIELD[,...]",
                    ColumnMapping::parse,
                    ColumnMapping::toString)
            .orElse(ColumnMapping.BY_NAME);
    static final Param<TimestampUnit> TIMESTAMP_UNIT = Param.oneOf(
                    "timestamp-unit",
                    "How timestamps are written; auto tells seconds, milliseconds and microseconds by their magnitude, and reads ISO"
                            + " text.",
                    TimestampUnit.class)
            .orElse(TimestampUnit.AUTO);
    static final Param<ZoneId> TIMESTAMP_ZONE = Param.zone(
                    "timestamp-zone", "The zone of ISO timestamps that name none.")
            .orElse(ZoneOffset.UTC);
    static final Param<String> SOURCE = Param.text(
                    "source",
                    "The kind of feed, such as mds or gtfs_rt, of records that name none; the format if left out.")
            .optional();

    private static final String NO_TRIPS_OF_GBFS =
            "GBFS tells what could be rented where, and no trips come of it: it leaves out vehicles that are being rented, and gives"
                    + " each another id afterwards";

    @Override
    public JobSpec spec() {
        return JobSpec.named(
                        "ingest-pings",
                        "Reads landed positions, keeps the good ones once, and quarantines the others with every reason.")
                .mayRead(Pings.TABLE)
                .writes(Pings.TABLE, QuarantinedPings.TABLE)
                .takes(
                        LANDING,
                        FORMAT,
                        PROVIDER_ID,
                        COLUMNS,
                        TIMESTAMP_UNIT,
                        TIMESTAMP_ZONE,
                        SOURCE,
                        ON_BAD_FILE,
                        LakeParams.ZONE,
                        LakeParams.SERVICE_DAY_START,
                        LakeParams.DEDUPLICATE,
                        LakeParams.HORIZON,
                        RULESET,
                        ON_FAILURE)
                .checks(CheckedJob::failureHasRules);
    }

    @Override
    public RecordParser parser(Args args, LakeProperties lake) {
        PingParser parser = PingParser.of(
                args.get(COLUMNS),
                new TimestampReading(args.get(TIMESTAMP_UNIT), args.get(TIMESTAMP_ZONE)),
                lake.calendar(),
                args.find(SOURCE).orElse(args.get(FORMAT).name().toLowerCase(Locale.ROOT)));
        parser = args.find(PROVIDER_ID).map(parser::withProviderId).orElse(parser);
        if (ruleset(args).isPresent() && onFailure(args) == OnFailure.QUARANTINE) {
            parser = parser.keepingRecords();
        }
        return lake.horizon()
                .map(date -> Instant.EPOCH.plus(lake.calendar().boundaryUs(date), ChronoUnit.MICROS))
                .map(parser::withHorizon)
                .orElse(parser);
    }

    @Override
    public String checked(Args args) {
        return Pings.TABLE.name();
    }

    @Override
    public Column landed(Field column) {
        return col(PingParser.PING + "." + column.name());
    }

    @Override
    public List<Field> key(LakeProperties lake) {
        return Deduplication.by(lake.deduplicate()).key();
    }

    @Override
    public Column isRefused() {
        return col(PingParser.REFUSAL).isNotNull();
    }

    @Override
    public Table prunedTable() {
        return Pings.TABLE;
    }

    @Override
    public Plan plan(Inputs inputs, Args args) {
        inputs.lastCommit(Pings.TABLE).ifPresent(last -> refuseOtherRules(last, DecidingRules.of(inputs.rules())));
        Plan plan = planned(inputs);
        return args.get(FORMAT) == LandingFormat.GBFS ? plan.warning(NO_TRIPS_OF_GBFS) : plan;
    }

    /** The plan, whichever rules decided before. */
    static Plan planned(Inputs inputs) {
        JudgedRecords records = JudgedRecords.of(inputs.landed(), inputs.rules());
        Deduplication deduplication = Deduplication.by(inputs.lake().deduplicate());
        Dataset<Row> judged =
                deduplication.judged(records.accepted().filter(not(inputs.isAlone())), inputs.of(Pings.TABLE));
        List<Field> keyWithDate = new ArrayList<>(deduplication.key());
        keyWithDate.add(Pings.SERVICE_DATE);
        // Refused records first: the commit of pings is the one that consumes the files.
        Plan plan = Plan.of(
                new Write.ReplaceFiles(QuarantinedPings.TABLE, QuarantinedPings.SOURCE_FILE, records.refused()),
                new Write.Upsert(Pings.TABLE, keyWithDate, judged)
                        .with(records.accepted().filter(inputs.isAlone())));
        return DecidingRules.of(inputs.rules()).notedIn(records.checkedIn(plan));
    }

    private static void refuseOtherRules(CommitNote last, DecidingRules rules) {
        DecidingRules stored = DecidingRules.of(last);
        if (!stored.equals(rules)) {
            throw new RunFailure(
                    ErrorCode.PARAMS_DIFFER,
                    "The stored pings were accepted with " + stored + " that puts records into quarantine, not with "
                            + rules + ".",
                    "Run with the ruleset of run '" + last.runId()
                            + "', or go over to another one, or to none, with replay-quarantine.");
        }
    }
}
