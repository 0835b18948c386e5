package io.tripmill.jobs.trips;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripmill.jobs.trips.trajectory.Flag;
import io.tripmill.jobs.trips.trajectory.Openness;
import io.tripmill.testkit.SparkTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** Columns close stored rows by the rule that {@link Openness} states for rows of a time line. */
@SparkTest
class ClosingColumnsTest {
    private static final Duration GAP = Duration.ofMinutes(30);
    private static final long GAP_US = GAP.toNanos() / 1000;
    private static final long WATERMARK_US = 1_767_225_600_000_000L;
    private static final StructType SCHEMA = new StructType()
            .add("flags", DataTypes.createArrayType(DataTypes.StringType))
            .add("open_if_session_open", DataTypes.BooleanType)
            .add("ends_session", DataTypes.BooleanType)
            .add("session_end_us", DataTypes.LongType);

    @Test
    void sayTheSameAsOpenness(SparkSession spark) {
        Watermarks watermarks = new Watermarks.Known(Map.of("acme", WATERMARK_US), GAP);
        List<Openness> cases = cases();

        List<Row> closed = spark.createDataFrame(
                        cases.stream().map(ClosingColumnsTest::row).toList(), SCHEMA)
                .withColumn("provider_id", lit("acme"))
                .withColumn("is_closed", watermarks.isPast(col("provider_id"), col("session_end_us")))
                .select(
                        ClosingColumns.isOpen(col("open_if_session_open"), col("is_closed")),
                        ClosingColumns.flags(col("flags"), col("ends_session"), col("is_closed")))
                .collectAsList();

        assertThat(closed).hasSameSizeAs(cases);
        for (int i = 0; i < closed.size(); i++) {
            Openness row = cases.get(i);
            assertThat(closed.get(i).getBoolean(0)).as("%s is open", row).isEqualTo(row.isOpen(GAP, WATERMARK_US));
            assertThat(closed.get(i).<String>getList(1)).as("flags of %s", row).isEqualTo(row.flags(GAP, WATERMARK_US));
        }
    }

    private static Row row(Openness row) {
        return RowFactory.create(
                row.flags().toArray(String[]::new), row.openIfSessionOpen(), row.endsSession(), row.sessionEndUs());
    }

    /** Every set of flags but GAP_END, with the watermark before, on and after the instant that closes a session. */
    private static List<Openness> cases() {
        List<String> names = Stream.of(Flag.values())
                .filter(flag -> flag != Flag.GAP_END)
                .map(Enum::name)
                .sorted()
                .toList();
        List<Openness> cases = new ArrayList<>();
        for (int subset = 0; subset < 1 << names.size(); subset++) {
            List<String> flags = new ArrayList<>();
            for (int flag = 0; flag < names.size(); flag++) {
                if ((subset >> flag & 1) == 1) {
                    flags.add(names.get(flag));
                }
            }
            for (int marks = 0; marks < 4; marks++) {
                for (long pastUs = -1; pastUs <= 1; pastUs++) {
                    cases.add(new Openness(flags, (marks & 1) == 1, (marks & 2) == 2, WATERMARK_US - GAP_US - pastUs));
                }
            }
        }
        return cases;
    }
}
