package io.tripmill.bench.fleet;

import io.tripmill.job.Location;
import io.tripmill.run.Progress;
import io.tripmill.run.Storage;
import io.tripmill.schema.Pings;
import java.util.Iterator;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The pings of fleets as Parquet files, written once and kept for the next time. */
public final class FleetFiles {
    /** Part of the folder's name; another number wherever equal arguments would give other pings. */
    private static final int VERSION = 2;

    /** Spark leaves it when all files are written. */
    private static final String WHOLE = "_SUCCESS";

    private static final StructType WIRE = DataTypes.createStructType(new StructField[] {
        DataTypes.createStructField(Pings.PROVIDER_ID.name(), DataTypes.StringType, false),
        DataTypes.createStructField(Pings.DEVICE_ID.name(), DataTypes.StringType, false),
        DataTypes.createStructField(Pings.VEHICLE_TYPE.name(), DataTypes.StringType, false),
        DataTypes.createStructField(Pings.TIMESTAMP.name(), DataTypes.LongType, false),
        DataTypes.createStructField(Pings.LAT.name(), DataTypes.DoubleType, false),
        DataTypes.createStructField(Pings.LNG.name(), DataTypes.DoubleType, false),
        DataTypes.createStructField(Pings.SPEED.name(), DataTypes.FloatType, false),
        DataTypes.createStructField(Pings.BATTERY_PERCENT.name(), DataTypes.IntegerType, false),
        DataTypes.createStructField(Pings.INGEST_TIME.name(), DataTypes.LongType, false)
    });

    private final SparkSession spark;
    private final Storage storage;
    private final Location folder;
    private final Progress progress;

    /**
     * @param folder where fleets are kept, each in a folder of its own
     */
    public FleetFiles(SparkSession spark, Location folder, Progress progress) {
        this.spark = spark;
        this.storage = new Storage(spark.sparkContext().hadoopConfiguration());
        this.folder = folder;
        this.progress = progress;
    }

    /** The folder of a fleet's Parquet files, which are written if they are not there yet. */
    public Location of(Fleet fleet) {
        Location files = folder.child("fleet-v%d-%d-pings-seed-%d-skew-%d"
                .formatted(VERSION, fleet.pings(), fleet.seed(), fleet.skewPercent()));
        if (!storage.names(files).contains(WHOLE)) {
            progress.stage("generating %d pings of %d devices in %d files"
                    .formatted(fleet.pings(), fleet.devices(), fleet.files()));
            write(fleet, files);
        }
        return files;
    }

    private void write(Fleet fleet, Location files) {
        FlatMapFunction<Long, Row> arrivals = number -> rows(fleet, number.intValue());
        Dataset<Row> rows = spark.range(0, fleet.files(), 1, fleet.files()).flatMap(arrivals, Encoders.row(WIRE));
        rows.withColumn(Pings.TIMESTAMP.name(), functions.timestamp_micros(Pings.TIMESTAMP.col()))
                .withColumn(Pings.INGEST_TIME.name(), functions.timestamp_micros(Pings.INGEST_TIME.col()))
                .write()
                .mode("overwrite")
                .parquet(files.uri());
    }

    private static Iterator<Row> rows(Fleet fleet, int file) {
        return fleet.arrivals(file).stream()
                .map(ping -> RowFactory.create(
                        ping.providerId(),
                        ping.deviceId(),
                        ping.vehicleType(),
                        ping.timestampUs(),
                        ping.lat(),
                        ping.lng(),
                        ping.speedMps(),
                        ping.batteryPercent(),
                        ping.arrivalUs()))
                .iterator();
    }
}
