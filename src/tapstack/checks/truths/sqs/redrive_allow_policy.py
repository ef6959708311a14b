"""SQS-008: whom a dead-letter queue admits is said in one way."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_PERMISSIONS = ("allowAll", "denyAll", "byQueue")
_MOST = 10


def judge(policy: Property, _: View) -> Iterator[Fault]:
    """A fault for another permission, queues without byQueue, byQueue without queues, and too many of them."""
    inner = policy.document
    permission, sources = inner["redrivePermission"], inner["sourceQueueArns"].items
    if not permission.is_in(*_PERMISSIONS):
        yield Fault(policy, f"redrivePermission is {permission.shown}; it must be {', '.join(_PERMISSIONS)}.")
    elif permission.equals("byQueue") != bool(sources):
        yield Fault(policy, f"redrivePermission is {permission.shown}, with {len(sources)} sourceQueueArns.")
    if len(sources) > _MOST:
        yield Fault(policy, f"There are {len(sources)} sourceQueueArns; {_MOST} are allowed.")


TRUTH = Truth(
    id="SQS-008",
    title="A redrive allow policy is allowAll, denyAll, or byQueue with 1 to 10 sourceQueueArns",
    why="SQS refuses the policy.",
    fix="Write redrivePermission, and sourceQueueArns only with byQueue.",
    source="botocore sqs CreateQueue, RedriveAllowPolicy",
    about=("AWS::SQS::Queue",),
    at="RedriveAllowPolicy",
    judge=judge,
)
