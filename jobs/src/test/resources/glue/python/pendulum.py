"""Of pendulum what the DAG asks for."""
from datetime import datetime as plain
from zoneinfo import ZoneInfo


def datetime(year, month, day, tz="UTC"):
    return plain(year, month, day, tzinfo=ZoneInfo(tz))
