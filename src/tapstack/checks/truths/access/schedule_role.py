"""ACCESS-016: the role of a schedule may call its target."""

from collections.abc import Iterator

from tapstack.checks.truths.access.needs import Need, faults
from tapstack.checks.truths.access.places import arn_in, sending
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(target: Property, view: View) -> Iterator[Fault]:
    """A fault where the role may not send to the target, or not to its dead-letter queue."""
    yield from faults(target["RoleArn"], _needs(target, view), view)


def _needs(target: Property, view: View) -> Iterator[Need]:
    if target.has("DeadLetterConfig.Arn"):
        yield from sending(target["DeadLetterConfig.Arn"], view, ("sqs",))
    text = arn_in(target["Arn"], view)
    if ":scheduler:::aws-sdk:" not in text and ":ecs:" not in text:
        yield from sending(target["Arn"], view)


TRUTH = Truth(
    id="ACCESS-016",
    title="The role of a schedule may call its target, and send to its dead-letter queue",
    why="The schedule is made; each invocation fails with an access error and is dropped (TargetErrorCount).",
    fix="Permit the role the target's action, such as lambda:InvokeFunction, and sqs:SendMessage on the queue.",
    source="https://docs.aws.amazon.com/scheduler/latest/UserGuide/setting-up.html and"
    " configuring-schedule-dlq.html (sqs:SendMessage)",
    about=("AWS::Scheduler::Schedule",),
    at="Target",
    judge=judge,
    later=True,
)
