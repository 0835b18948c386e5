"""Stand-ins with the documented keywords: an unknown one is a TypeError, as in Airflow."""


class DAG:
    current = None

    def __init__(
        self, dag_id, description=None, schedule=None, start_date=None, end_date=None, template_searchpath=None,
        user_defined_macros=None, user_defined_filters=None, default_args=None, max_active_tasks=16, max_active_runs=16,
        max_consecutive_failed_dag_runs=0, dagrun_timeout=None, catchup=True, on_success_callback=None,
        on_failure_callback=None, doc_md=None, params=None, access_control=None, is_paused_upon_creation=None,
        jinja_environment_kwargs=None, render_template_as_native_obj=False, tags=None, owner_links=None,
        auto_register=True, dag_display_name=None,
    ):
        self.given = {name: value for name, value in locals().items() if name != "self" and value is not None}
        self.tasks = []

    def __enter__(self):
        DAG.current = self
        return self

    def __exit__(self, *thrown):
        DAG.current = None
