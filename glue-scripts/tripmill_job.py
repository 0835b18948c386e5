"""The driver for teams that allow Python jobs only: gives all arguments to the same main, in the JVM of the Glue job.

Defined like the other, with --job-language python, without --class, and with PythonVersion 3 in the command. What goes wrong arrives as a Py4JJavaError.
"""
import sys

from awsglue.context import GlueContext
from awsglue.job import Job
from pyspark.context import SparkContext

spark = SparkContext.getOrCreate()
args = sys.argv[1:]
# Not by getResolvedOptions: up to Glue 5.1 it takes --job for a short form of --job-bookmark-option, and refuses it.
given = {name[2:]: value for name, value in zip(args, args[1:]) if name.startswith("--")}
job = Job(GlueContext(spark))
job.init(given["JOB_NAME"], given)

argv = spark._gateway.new_array(spark._jvm.java.lang.String, len(args))
for place, arg in enumerate(args):
    argv[place] = arg
spark._jvm.io.tripmill.jobs.Main.main(argv)
job.commit()
