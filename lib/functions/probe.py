"""Whether this region can serve: every minute one metric, ``RegionHealthy`` 1 or 0, that Route 53 follows by an alarm.

It is 1 only where a write to the local replica was read back, the stream is active, the key that encrypts both can be
used and the region is not drained.
"""

import json
import os
import time
from collections.abc import Callable, Mapping
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from parts.clients import clients, patience

CHECKING = 8.0  # seconds; two calls of the last check (7 each) and the metric (7) come on top: below 30 together
client = clients(patience(connect=1, read=2, attempts=2))  # calls take at most about 7 s: two attempts of 3, a pause


class UnhealthyError(Exception):
    """A check that did not pass; the message says why."""


def here() -> str:
    """The region this function runs in."""
    return os.environ["AWS_REGION"]


def check_drain() -> None:
    """The region is not drained.

    Where that cannot be known, the region must not look healthy: during a cutover a drained region that takes traffic
    again loses trades, while a healthy one that is given up has a replica that takes over.
    """
    name = os.environ["DRAIN_PARAMETER"]
    value = client("ssm", here()).get_parameter(Name=name)["Parameter"]["Value"]
    if value != "false":
        raise UnhealthyError(f"{name} is {value!r}; the region is drained until it is 'false'")


def check_key() -> None:
    """The key can be used: without it the stream takes nothing at once, and the table only after some minutes."""
    name = os.environ["KEY_ARN"]
    state = client("kms", here()).describe_key(KeyId=name)["KeyMetadata"]["KeyState"]
    if state != "Enabled":
        raise UnhealthyError(f"{name} is {state}, not Enabled")


def check_table() -> None:
    """A write to the local replica is read back. Probes may overlap, so a later write will do."""
    dynamodb, table, written = client("dynamodb", here()), os.environ["TABLE_NAME"], int(time.time() * 1000)
    key = {"TradeId": {"S": f"HEALTH#{here()}"}, "Timestamp": {"N": "0"}}
    dynamodb.put_item(TableName=table, Item={**key, "CheckedAt": {"N": str(written)}})
    found = dynamodb.get_item(TableName=table, Key=key, ConsistentRead=True).get("Item", {})
    if int(found.get("CheckedAt", {"N": "0"})["N"]) < written:
        raise UnhealthyError(f"{table} does not give back what was written")


def check_stream() -> None:
    """The stream takes records."""
    name = os.environ["STREAM_NAME"]
    status = client("kinesis", here()).describe_stream_summary(StreamName=name)["StreamDescriptionSummary"]
    if status["StreamStatus"] not in ("ACTIVE", "UPDATING"):
        raise UnhealthyError(f"{name} is {status['StreamStatus']}, not ACTIVE")


CHECKS: tuple[Callable[[], None], ...] = (check_drain, check_key, check_table, check_stream)


def trouble() -> str:
    """Why the region is not healthy; empty if it is."""
    end = time.time() + CHECKING
    for check in CHECKS:
        try:
            check()
        except (UnhealthyError, ClientError, BotoCoreError) as error:
            return f"{check.__name__}: {error}"
        if time.time() > end:
            return f"{check.__name__}: the checks take longer than {CHECKING:g} s"
    return ""


def handler(_event: Mapping[str, Any], _context: Any) -> None:
    """Check and publish; an error of publishing is raised, and the alarm takes the missing metric for unhealthy."""
    reason = trouble()
    level = "ERROR" if reason else "INFO"
    print(json.dumps({"level": level, "healthy": not reason, "reason": reason}))  # noqa: T201 - Lambda's log
    dimensions = {"Environment": os.environ["ENVIRONMENT"], "Region": here()}
    client("cloudwatch", here()).put_metric_data(
        Namespace="Trading/Health",
        MetricData=[
            {
                "MetricName": "RegionHealthy",
                "Dimensions": [{"Name": name, "Value": value} for name, value in dimensions.items()],
                "Value": 0 if reason else 1,
                "Unit": "None",
            }
        ],
    )
