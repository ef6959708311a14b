"""LOSS-009: what failed waits until somebody has time to look at it."""

from collections.abc import Iterator
from typing import Final

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.findings import Severity
from tapstack.graph.stackset import NotKnown, Property

_SOURCES: Final = {
    "AWS::Events::Rule": ("Targets[].DeadLetterConfig.Arn",),
    "AWS::Lambda::EventInvokeConfig": ("DestinationConfig.OnFailure.Destination",),
    "AWS::Lambda::EventSourceMapping": ("DestinationConfig.OnFailure.Destination",),
    "AWS::Lambda::Function": ("DeadLetterConfig.TargetArn",),
    "AWS::Scheduler::Schedule": ("Target.DeadLetterConfig.Arn",),
    "AWS::SNS::Subscription": ("RedrivePolicy.deadLetterTargetArn",),
}
_FOUR_DAYS, _DAY = 345600, 86400


def judge(properties: Property, view: View) -> Iterator[Fault]:
    """A fault for a queue of failures that forgets them within a day."""
    unknown: NotKnown | None = None
    for name in _SOURCES[properties.item.type]:
        for target in properties.each(name):
            try:
                yield from _forgets(target, view)
            except NotKnown as reason:
                unknown = reason
    if unknown:
        raise unknown


def _forgets(target: Property, view: View) -> Iterator[Fault]:
    if ":sqs:" not in target.pattern and "GetAtt:" not in target.pattern:
        return
    queue = view.find(target, "AWS::SQS::Queue")
    seconds = queue["MessageRetentionPeriod"].number_or(_FOUR_DAYS) if queue else _DAY
    if seconds < _DAY:
        yield Fault(target, f"{queue} forgets what failed after {seconds:g} s.")


TRUTH = Truth(
    id="LOSS-009",
    title="A queue of failures keeps them for a day at least",
    why="What failed at night is gone before anybody looks: the records, events or messages in it are lost.",
    fix="Give the queue a MessageRetentionPeriod of 1209600 (14 days).",
    source="assumption: people need a day to look at a failure; resource schema AWS::SQS::Queue"
    ".MessageRetentionPeriod (messages are deleted after it)",
    about=tuple(_SOURCES),
    judge=judge,
    severity=Severity.WARNING,
)
