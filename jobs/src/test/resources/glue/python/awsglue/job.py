"""Says on standard output what it is asked for."""


class Job:
    def __init__(self, glue_context):
        self._name = None

    def init(self, job_name, args={}):
        self._name = job_name
        print("GLUE init", job_name, args.get("JOB_RUN_ID"))

    def commit(self):
        print("GLUE commit", self._name)
