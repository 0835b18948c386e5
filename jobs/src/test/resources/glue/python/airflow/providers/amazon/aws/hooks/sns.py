"""Remembers what is published."""
PUBLISHED = []


class SnsHook:
    def __init__(self, aws_conn_id="aws_default", *, region_name=None):
        self.region_name = region_name

    def publish_to_target(
        self, target_arn, message, subject=None, message_attributes=None, message_deduplication_id=None,
        message_group_id=None,
    ):
        PUBLISHED.append({"target_arn": target_arn, "message": message, "subject": subject})
