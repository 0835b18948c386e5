from airflow import DAG


class BaseOperator:
    def __init__(
        self, *, task_id, owner="airflow", email=None, retries=0, retry_delay=None, retry_exponential_backoff=False,
        max_retry_delay=None, start_date=None, end_date=None, depends_on_past=False, wait_for_downstream=False,
        params=None, default_args=None, priority_weight=1, weight_rule="downstream", queue="default", pool=None,
        pool_slots=1, sla=None, execution_timeout=None, on_execute_callback=None, on_failure_callback=None,
        on_success_callback=None, on_retry_callback=None, trigger_rule="all_success", resources=None, run_as_user=None,
        max_active_tis_per_dag=None, executor_config=None, do_xcom_push=True, inlets=None, outlets=None, task_group=None,
        doc=None, doc_md=None,
    ):
        self.task_id, self.upstream = task_id, []
        DAG.current.tasks.append(self)

    def __rshift__(self, other):
        other.upstream.append(self.task_id)
        return other


class GlueJobOperator(BaseOperator):
    """The keywords of the Amazon provider's operator, and what its hook checks before it calls AWS."""

    def __init__(
        self, *, job_name="aws_glue_default_job", job_desc="AWS Glue Job with Airflow", script_location=None,
        concurrent_run_limit=None, script_args=None, retry_limit=0, num_of_dpus=None, s3_bucket=None, iam_role_name=None,
        iam_role_arn=None, create_job_kwargs=None, run_job_kwargs=None, wait_for_completion=True, deferrable=False,
        verbose=False, replace_script_file=False, update_config=False, stop_job_run_on_kill=False, sleep_before_return=0,
        job_poll_interval=6, waiter_delay=60, waiter_max_attempts=75, aws_conn_id="aws_default", region_name=None,
        verify=None, botocore_config=None, **kwargs,
    ):
        self.given = {name: value for name, value in locals().items() if name not in ("self", "kwargs", "__class__")}
        self.given.update(kwargs)
        super().__init__(**kwargs)
        if iam_role_arn and iam_role_name:
            raise ValueError("Cannot set iam_role_arn and iam_role_name simultaneously")
        if ("WorkerType" in create_job_kwargs) != ("NumberOfWorkers" in create_job_kwargs) or num_of_dpus is not None:
            raise ValueError("WorkerType and NumberOfWorkers go together, and without num_of_dpus")
        clash = {"Name", "Description", "Role", "ExecutionProperty", "MaxRetries", "MaxCapacity"} & create_job_kwargs.keys()
        if clash:
            raise ValueError(f"create_job_kwargs override {clash}")
