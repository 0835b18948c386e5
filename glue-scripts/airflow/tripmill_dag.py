"""The jobs of Tripmill on AWS Glue in the order of the data flow, once a day.

Copy the folders airflow and jobs, side by side, into the folder of DAGs, and write airflow/tripmill.json:

    {
      "aws_region": "eu-central-1",
      "glue_version": "5.1",
      "code": "s3://code-bucket/tripmill",
      "lake": "s3://lake-bucket/lake",
      "landing": "s3://landing-bucket/landing",
      "role": "arn:aws:iam::123456789012:role/tripmill",
      "schedule": "30 4 * * *",
      "timezone": "Europe/Berlin",
      "alarm_topic": "arn:aws:sns:eu-central-1:123456789012:tripmill",
      "arguments": {
        "ingest-pings": {"format": "json"},
        "check-quality": {"table": "trips", "ruleset": "default"}
      },
      "workers": {
        "sessionize-trips": {"WorkerType": "G.2X", "NumberOfWorkers": 20}
      }
    }

A job that is not there yet is made from jobs/<job>.json with the one role; the roles of template.yaml are narrower. alarm_topic and
workers are optional; workers gives the runs of a job others than its definition, as StartJobRun takes them. A triggerer must run: the operators wait in it, and only there do all versions of the Amazon provider take STOPPED and ERROR
for failures.
"""
import functools
import json
import logging
import pathlib
import string
from datetime import timedelta
from zoneinfo import ZoneInfo

import pendulum
from airflow import DAG
from airflow.providers.amazon.aws.hooks.s3 import S3Hook
from airflow.providers.amazon.aws.hooks.sns import SnsHook
from airflow.providers.amazon.aws.operators.glue import GlueJobOperator
from airflow.timetables.interval import CronDataIntervalTimetable

# generated: jobs
# Each job, those that it waits for, and the arguments that tripmill.json must give it.
JOBS = [
    ("ingest-pings", [], ["format"]),
    ("sessionize-trips", ["ingest-pings"], []),
    ("aggregate-vehicles", ["ingest-pings", "sessionize-trips"], []),
    ("aggregate-trips", ["sessionize-trips", "aggregate-vehicles"], []),
    ("load-warehouse", ["ingest-pings", "sessionize-trips", "aggregate-trips", "aggregate-vehicles"], ["table", "jdbc-url"]),
    ("rollup-usage", ["ingest-pings", "sessionize-trips", "aggregate-trips", "aggregate-vehicles"], ["logs", "log-format"]),
    ("check-quality", ["ingest-pings", "sessionize-trips", "aggregate-trips", "aggregate-vehicles"], ["table", "ruleset"]),
]
# end: jobs

HERE = pathlib.Path(__file__).parent
CONFIG = json.loads((HERE / "tripmill.json").read_text(encoding="utf-8"))
POLL = timedelta(minutes=1)

unknown = {"aws_region", "glue_version", "code", "lake", "landing", "role", "schedule", "timezone"} - CONFIG.keys()
if unknown:
    raise ValueError(f"tripmill.json lacks {', '.join(sorted(unknown))}; see the head of tripmill_dag.py.")


def definition(job):
    """The request of CreateJob for one job, in this place."""
    text = (HERE.parent / "jobs" / f"{job}.json").read_text(encoding="utf-8")
    # Between the quotes of a JSON text.
    place = {name.upper(): json.dumps(value)[1:-1] for name, value in CONFIG.items() if isinstance(value, str)}
    return json.loads(string.Template(text).substitute(place))


def arguments(job, needs):
    """What a run is given besides the defaults of its definition."""
    given = CONFIG.get("arguments", {}).get(job, {})
    missing = [name for name in needs if name not in given]
    if missing:
        raise ValueError(f"tripmill.json: arguments of {job} lack {', '.join(missing)}; see glue-scripts/tripmill help {job}.")
    return {
        **{f"--{name}": value for name, value in given.items()},
        "--lake": CONFIG["lake"],
        "--business-date": "{{ business_date(dag_run) }}",
        "--run-id": run_id(job, "{{ run_id }}"),
    }


def run_id(job, dag_run_id):
    """A retry keeps it, and so is a new attempt of the same run; that of a backfill says so."""
    return f"{job}.{dag_run_id}"


def business_date(dag_run):
    """The local date on which the interval of the run begins; of a run without one, that of the run itself."""
    start = dag_run.data_interval_start or dag_run.run_after
    return start.astimezone(ZoneInfo(CONFIG["timezone"])).date().isoformat()


def report(job, dag_run_id):
    """What the run wrote about itself in the lake; nothing if it ended before it could, as after a timeout."""
    bucket, key = S3Hook.parse_s3_url(f"{CONFIG['lake']}/control/runs/{run_id(job, dag_run_id)}.json")
    hook = S3Hook(region_name=CONFIG["aws_region"])
    return json.loads(hook.read_key(key, bucket)) if hook.check_for_key(key, bucket) else {}


def tell(job, context):
    """Says why a run failed, with what its report says to do; a backfill only in the log."""
    dag_run = context["dag_run"]
    told = report(job, dag_run.run_id)
    # Of an earlier attempt, if this one ended before it had opened the lake.
    why = f"{told['error']} (attempt {told['attempt']})" if told.get("error") else f"no report; {context.get('exception')}"
    message = f"{job} failed in {dag_run.run_id}: {why}"
    logging.getLogger(__name__).error(message)
    if CONFIG.get("alarm_topic") and dag_run.run_type != "backfill":
        SnsHook(region_name=CONFIG["aws_region"]).publish_to_target(
            target_arn=CONFIG["alarm_topic"], message=message, subject=f"Tripmill: {job} failed"
        )


with DAG(
    dag_id="tripmill",
    description="The jobs of Tripmill on AWS Glue.",
    # Its runs have an interval in every version of Airflow.
    schedule=CronDataIntervalTimetable(CONFIG["schedule"], timezone=CONFIG["timezone"]),
    start_date=pendulum.datetime(2026, 1, 1, tz=CONFIG["timezone"]),
    # A run takes all that is new, that of earlier days too.
    catchup=False,
    # Runs that write to the same tables at the same time would refuse each other.
    max_active_runs=1,
    user_defined_macros={"business_date": business_date},
    tags=["tripmill"],
) as dag:
    tasks = {}
    for name, waits_for, needs in JOBS:
        made_of = definition(name)
        tasks[name] = GlueJobOperator(
            task_id=name,
            job_name=made_of.pop("Name"),
            job_desc=made_of.pop("Description"),
            iam_role_arn=made_of.pop("Role"),
            script_location=made_of.pop("Command")["ScriptLocation"],
            concurrent_run_limit=made_of.pop("ExecutionProperty")["MaxConcurrentRuns"],
            retry_limit=made_of.pop("MaxRetries"),
            # Worker type and number, timeout, version and default arguments.
            create_job_kwargs=made_of,
            script_args=arguments(name, needs),
            run_job_kwargs=CONFIG.get("workers", {}).get(name, {}),
            region_name=CONFIG["aws_region"],
            deferrable=True,
            verbose=False,
            stop_job_run_on_kill=True,
            waiter_delay=int(POLL.total_seconds()),
            # Glue ends the run first; a few minutes are for its start.
            waiter_max_attempts=made_of["Timeout"] + 20,
            retries=1,
            retry_delay=timedelta(minutes=5),
            on_failure_callback=functools.partial(tell, name),
        )
        for earlier in waits_for:
            tasks[earlier] >> tasks[name]
