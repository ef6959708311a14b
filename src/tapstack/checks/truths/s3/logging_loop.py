"""S3-093: a bucket does not log into itself, and log buckets not into each other."""

from collections.abc import Iterator

from tapstack.checks.truths.s3.logging import target_of
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.findings import Severity
from tapstack.graph.stackset import Item, Property


def judge(logging: Property, view: View) -> Iterator[Fault]:
    """A fault where logs of a bucket end in the bucket itself."""
    target = target_of(logging, view)
    if target is logging.item:
        yield Fault(logging, "The bucket delivers its access logs to itself.")
    elif target and _logs_into(target, logging, view):
        yield Fault(logging, f"The bucket and {target} deliver access logs to each other.")


def _logs_into(target: Item, logging: Property, view: View) -> bool:
    theirs = target["LoggingConfiguration"]
    return theirs.given and target_of(theirs, view) is logging.item


TRUTH = Truth(
    id="S3-093",
    title="A bucket does not get its own access logs",
    why="Every log that is delivered is a request that is logged: the bucket grows without an end.",
    fix="Deliver the logs to a bucket that is not logged itself.",
    source="S3 user guide, Enabling Amazon S3 server access logging: delivering logs to the source bucket causes an"
    " infinite loop of logs and is not recommended",
    about=("AWS::S3::Bucket",),
    at="LoggingConfiguration",
    severity=Severity.WARNING,
    judge=judge,
)
