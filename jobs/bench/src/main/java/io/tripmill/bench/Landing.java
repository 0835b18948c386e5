package io.tripmill.bench;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.unix_millis;
import static org.apache.spark.sql.functions.xxhash64;

import io.tripmill.job.Location;
import io.tripmill.schema.Pings;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Landing files of a fleet's pings, as providers send them: flat, times in milliseconds since 1970. */
final class Landing {
    /** What the files hold; Spark reads them with it, too. */
    static final StructType SCHEMA = DataTypes.createStructType(new StructField[] {
        DataTypes.createStructField(Pings.PROVIDER_ID.name(), DataTypes.StringType, true),
        DataTypes.createStructField(Pings.DEVICE_ID.name(), DataTypes.StringType, true),
        DataTypes.createStructField(Pings.VEHICLE_TYPE.name(), DataTypes.StringType, true),
        DataTypes.createStructField(Pings.TIMESTAMP.name(), DataTypes.LongType, true),
        DataTypes.createStructField(Pings.LAT.name(), DataTypes.DoubleType, true),
        DataTypes.createStructField(Pings.LNG.name(), DataTypes.DoubleType, true),
        DataTypes.createStructField(Pings.SPEED.name(), DataTypes.FloatType, true),
        DataTypes.createStructField(Pings.BATTERY_PERCENT.name(), DataTypes.IntegerType, true)
    });

    private Landing() {}

    /**
     * Writes landing files.
     *
     * @param pings in the order of arrival; each partition becomes a file
     * @param format {@code json} or {@code csv}
     */
    static void write(Dataset<Row> pings, String format, Location folder) {
        pings.withColumn(Pings.TIMESTAMP.name(), unix_millis(Pings.TIMESTAMP.col()))
                .select(columns())
                .write()
                .mode("overwrite")
                .option("header", "true")
                .format(format)
                .save(folder.uri());
    }

    static Column[] columns() {
        return Arrays.stream(SCHEMA.fieldNames()).map(functions::col).toArray(Column[]::new);
    }

    /** The same files as Spark reads them. */
    static Dataset<Row> readBySpark(SparkSession spark, String format, Location folder) {
        return spark.read()
                .schema(SCHEMA)
                .option("header", "true")
                .format(format)
                .load(folder.uri());
    }

    /** The same files as Spark reads them where any column of pings may be in them; those that are not are null. */
    static Dataset<Row> readPingsBySpark(SparkSession spark, String format, Location folder) {
        StructType pings = new StructType();
        for (StructField column : Pings.TABLE.schema().fields()) {
            boolean isHeld = List.of(SCHEMA.fieldNames()).contains(column.name());
            DataType type = isHeld ? SCHEMA.apply(column.name()).dataType() : column.dataType();
            pings = pings.add(column.name(), type, true);
        }
        // Spark finds columns of CSV by their place; in JSON it looks for each by its name.
        boolean isByName = format.equals("json");
        Dataset<Row> read = spark.read()
                .schema(isByName ? pings : SCHEMA)
                .option("header", "true")
                .format(format)
                .load(folder.uri());
        return isByName ? read : read.to(pings);
    }

    /** One of so many shares of all records, whatever device and time they are of. */
    static Column isInShare(int share, int shares) {
        return pmod(xxhash64(Pings.DEVICE_ID.col(), Pings.TIMESTAMP.col(), Pings.INGEST_TIME.col()), lit(shares))
                .equalTo(lit(share));
    }
}
