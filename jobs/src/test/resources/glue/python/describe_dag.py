"""Loads the DAG as Airflow does, by its file, and prints what it made and what it does when jobs fail, as JSON."""
import importlib.util
import json
import sys
import types
from datetime import datetime, timezone

from airflow.providers.amazon.aws.hooks.s3 import REPORTS
from airflow.providers.amazon.aws.hooks.sns import PUBLISHED

spec = importlib.util.spec_from_file_location("tripmill_dag", sys.argv[1])
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
dag = module.dag


def shown(value):
    if callable(value):
        return "callable"
    return str(value) if not isinstance(value, types.SimpleNamespace) else None


def run(run_id, run_type, start, run_after=None):
    return types.SimpleNamespace(run_id=run_id, run_type=run_type, data_interval_start=start, run_after=run_after)


night = datetime(2026, 10, 24, 22, 30, tzinfo=timezone.utc)
business_date = dag.given["user_defined_macros"]["business_date"]
REPORTS["lake-bucket", "a lake/control/runs/ingest-pings.scheduled__1.json"] = {
    "state": "failed", "attempt": 2, "error": "[T-BAD-FILE] A file is torn. Have it sent again."
}
failed = dag.tasks[0].given["on_failure_callback"]
for a_run in [
    run("scheduled__1", "scheduled", night),
    run("backfill__2", "backfill", night),
    run("scheduled__3", "scheduled", night),
]:
    failed({"dag_run": a_run, "exception": RuntimeError("Glue: TIMEOUT")})

schedule = dag.given.pop("schedule")
print(json.dumps({
    "dag": {name: shown(value) for name, value in dag.given.items()},
    "schedule": [schedule.cron, schedule.timezone],
    "tasks": [{"given": task.given, "upstream": task.upstream} for task in dag.tasks],
    "business_dates": [business_date(run("", "", night)), business_date(run("", "", None, night))],
    "published": PUBLISHED,
}, default=shown))
