"""A bucket of one report."""
import json

REPORTS = {}


class S3Hook:
    def __init__(self, aws_conn_id="aws_default", transfer_config_args=None, extra_args=None, *, region_name=None):
        self.region_name = region_name

    @staticmethod
    def parse_s3_url(s3url):
        assert s3url.startswith("s3://")
        bucket, _, key = s3url[5:].partition("/")
        return bucket, key

    def check_for_key(self, key, bucket_name=None):
        return (bucket_name, key) in REPORTS

    def read_key(self, key, bucket_name=None):
        return json.dumps(REPORTS[bucket_name, key])
