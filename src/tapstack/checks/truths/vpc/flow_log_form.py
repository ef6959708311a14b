"""VPC-035: a flow log has one destination, with what that needs."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_ARNS = {"cloud-watch-logs": "logs", "s3": "s3", "kinesis-data-firehose": "firehose"}
_LOGS = ("LogGroupName", "DeliverLogsPermissionArn")


def judge(log: Property, _: View) -> Iterator[Fault]:
    """A fault for a missing destination or role, for two of them, and for an ARN of another service."""
    kind = log["LogDestinationType"].text or "cloud-watch-logs"
    yield from _logs(log) if kind == "cloud-watch-logs" else _elsewhere(log, kind)
    interval = log["MaxAggregationInterval"]
    if interval.given and interval.number not in {60, 600}:
        yield Fault(interval, f"MaxAggregationInterval is {interval.shown}, not 60 or 600.")
    destination = log["LogDestination"]
    if destination.pattern.startswith("arn:") and destination.pattern.split(":")[2:3] != [_ARNS.get(kind)]:
        yield Fault(destination, f"{destination.shown} is no destination of type {kind}.")


def _logs(log: Property) -> Iterator[Fault]:
    given = [name for name in ("LogGroupName", "LogDestination") if log.has(name)]
    if len(given) != 1:
        yield Fault(log, f"The flow log has {' and '.join(given) or 'no LogGroupName or LogDestination'}.")
    if not log.has("DeliverLogsPermissionArn"):
        yield Fault(log, "The flow log goes to CloudWatch Logs and has no DeliverLogsPermissionArn.")


def _elsewhere(log: Property, kind: str) -> Iterator[Fault]:
    if not log.has("LogDestination"):
        yield Fault(log, f"The flow log goes to {kind} and has no LogDestination.")
    for name in _LOGS:
        if log.has(name) and not (kind != "s3" and name == _LOGS[1]):
            yield Fault(log[name], f"The flow log goes to {kind} and has {name}.")


TRUTH = Truth(
    id="VPC-035",
    title="A flow log has one destination of its type, and the role that the type needs",
    why="EC2 refuses the flow log: InvalidParameter or MissingParameter, and the stack fails.",
    fix="For CloudWatch Logs give LogGroupName (or LogDestination) and DeliverLogsPermissionArn; for S3 only"
    " LogDestination. MaxAggregationInterval is 60 or 600.",
    source="resource schema AWS::EC2::FlowLog (LogDestinationType, LogGroupName, DeliverLogsPermissionArn,"
    " MaxAggregationInterval); botocore ec2 CreateFlowLogs",
    about=("AWS::EC2::FlowLog",),
    judge=judge,
)
