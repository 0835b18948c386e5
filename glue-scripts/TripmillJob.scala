import com.amazonaws.services.glue.GlueContext
import com.amazonaws.services.glue.util.Job
import org.apache.spark.SparkContext

import scala.collection.JavaConverters.mapAsJavaMapConverter

/**
 * The driver that AWS Glue compiles, under Scala 2.12 and 2.13 alike: it gives all arguments to the jobs of the jar.
 *
 * A job that returns has succeeded; an exception is let through, since for Glue only that is a failure with a message.
 */
object TripmillJob {
  def main(args: Array[String]): Unit = {
    val glue = new GlueContext(SparkContext.getOrCreate())
    // Not by Glue's own parser of arguments: its Python twin takes --job for a short form of --job-bookmark-option.
    val given = args.sliding(2).collect { case Array(name, value) if name.startsWith("--") => name.drop(2) -> value }.toMap
    Job.init(given("JOB_NAME"), glue, given.asJava)
    io.tripmill.jobs.Main.main(args)
    Job.commit()
  }
}
