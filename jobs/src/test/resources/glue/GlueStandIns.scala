package com.amazonaws.services.glue {

  import org.apache.spark.SparkContext
  import org.apache.spark.api.java.JavaSparkContext
  import org.apache.spark.sql.SparkSession

  /** The documented constructors. Like Glue's, it makes the session before any code of the job can set what it is made with. */
  class GlueContext(@transient val sc: SparkContext) {
    private val session = SparkSession.builder().getOrCreate()

    def this(sc: SparkContext, minPartitions: Int, targetPartitions: Int) = this(sc)
    def this(sparkContext: JavaSparkContext) = this(sparkContext.sc)

    def getSparkSession: SparkSession = session
  }
}

package com.amazonaws.services.glue.util {

  import com.amazonaws.services.glue.GlueContext

  object GlueArgParser {
    def getResolvedOptions(args: Array[String], options: Array[String]): Map[String, String] =
      throw new IllegalStateException("ambiguous option: --job could match --job-bookmark-option, --job-bookmark-from")
  }

  /** Says on standard output what it is asked for. */
  object Job {
    private var name: String = _

    def init(
        jobName: String,
        glueContext: GlueContext,
        args: java.util.Map[String, String] = new java.util.HashMap[String, String]()): this.type = {
      name = jobName
      println(s"GLUE init $jobName ${args.get("JOB_RUN_ID")}")
      this
    }

    def init(
        jobName: String,
        glueContext: GlueContext,
        endpoint: String,
        args: java.util.Map[String, String]): this.type = init(jobName, glueContext, args)

    def commit(): Unit = println(s"GLUE commit $name")
    def reset(): Unit = println(s"GLUE reset $name")
    def isInitialized(): Boolean = name != null
  }
}
