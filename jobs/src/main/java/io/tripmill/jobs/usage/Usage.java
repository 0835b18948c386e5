package io.tripmill.jobs.usage;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.trunc;
import static org.apache.spark.sql.functions.when;

import io.tripmill.job.Write;
import io.tripmill.landing.Landing;
import io.tripmill.schema.ApiCalls;
import io.tripmill.schema.UsageStatements;
import java.time.Duration;
import java.time.Instant;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** From records of logs to calls, and from calls to what was used. */
final class Usage {
    /** A failure of the server is not the caller's to pay. */
    static final Column IS_BILLABLE = ApiCalls.STATUS.col().lt(500);

    private Usage() {}

    /** Each call of the landed records once, with what an upsert has to know of it. */
    static Dataset<Row> judged(Dataset<Row> landed, Dataset<Row> stored) {
        Dataset<Row> calls = landed.filter(col(Landing.ROW)
                        .isNotNull()
                        .and(col(Landing.ROW + "." + CallParser.REFUSAL).isNull()))
                .select(Landing.ROW + ".*");
        Column[] all = ApiCalls.TABLE.columns();
        // Copies may differ in what is no part of the id; the least is the same in any order of the logs.
        Dataset<Row> distinct = calls.groupBy(ApiCalls.SERVICE_DATE.col(), ApiCalls.CALL_ID.col())
                .agg(min(struct(all)).as("call"), count(lit(1)).as(Write.Upsert.COPIES))
                .select(col("call.*"), col(Write.Upsert.COPIES));
        Dataset<Row> known = stored.select(
                ApiCalls.SERVICE_DATE.col().as("known_date"),
                ApiCalls.CALL_ID.col().as("known_id"));
        Column isSame = ApiCalls.CALL_ID
                .col()
                .equalTo(col("known_id"))
                .and(ApiCalls.SERVICE_DATE.col().equalTo(col("known_date")));
        return distinct.join(known, isSame, "left_outer")
                .withColumn(
                        Write.Upsert.VERDICT,
                        when(col("known_id").isNull(), Write.Upsert.INSERT).otherwise(Write.Upsert.DROP))
                .drop("known_date", "known_id");
    }

    /** The calls that are not stored. */
    static Dataset<Row> fresh(Dataset<Row> judged) {
        return judged.filter(col(Write.Upsert.VERDICT).equalTo(Write.Upsert.INSERT))
                .select(ApiCalls.TABLE.columns());
    }

    static Column month() {
        return trunc(ApiCalls.SERVICE_DATE.col(), "MM");
    }

    static Dataset<Row> statements(Dataset<Row> calls) {
        return calls.groupBy(
                        UsageStatements.SERVICE_DATE.is(month()),
                        ApiCalls.KEY_ID.col(),
                        ApiCalls.KEY_END.col(),
                        ApiCalls.PRODUCT.col())
                .agg(
                        UsageStatements.CALLS.is(count(lit(1))),
                        UsageStatements.BILLABLE_CALLS.is(count(when(IS_BILLABLE, 1))),
                        UsageStatements.BILLABLE_BYTES.is(
                                coalesce(sum(when(IS_BILLABLE, ApiCalls.BYTES.col())), lit(0L))));
    }

    /**
     * Of each key and product with a call in this window or the one before: key, its end, product, billable calls of this window. A
     * key that fell silent has 0, so that what was told of it before does not stay.
     *
     * @param asOf calls after it do not count
     */
    static Dataset<Row> inWindow(Dataset<Row> calls, Instant asOf, Duration window) {
        Column time = ApiCalls.TIME.col();
        Column isInWindow = time.gt(asOf.minus(window)).and(time.leq(asOf));
        return calls.filter(time.gt(asOf.minus(window.multipliedBy(2))).and(time.leq(asOf)))
                .groupBy(ApiCalls.KEY_ID.col(), ApiCalls.PRODUCT.col())
                .agg(
                        max(ApiCalls.KEY_END.col()).as(ApiCalls.KEY_END.name()),
                        count(when(isInWindow.and(IS_BILLABLE), 1)).as(UsageStatements.BILLABLE_CALLS.name()));
    }
}
