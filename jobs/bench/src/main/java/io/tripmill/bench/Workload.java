package io.tripmill.bench;

import io.tripmill.job.Args;
import io.tripmill.job.Param;
import io.tripmill.run.Progress;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** Work that several engines can do, and what is measured of it. */
interface Workload {
    String name();

    String sentence();

    List<Param<?>> params();

    /** Settings of Spark that hold for every engine of this workload; settings that no session of benchmarks has otherwise. */
    default Map<String, String> sparkSettings() {
        return Map.of();
    }

    /**
     * Makes the data, compares what the engines give, and then measures them.
     *
     * @throws ChecksumsDiffer before anything is measured
     */
    Results measure(Args args, SparkSession spark, Progress progress);
}
