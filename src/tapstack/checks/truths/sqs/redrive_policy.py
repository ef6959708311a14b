"""SQS-007: a redrive policy says where and when."""

from collections.abc import Iterator

from tapstack.checks.truths import numbers
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(policy: Property, _: View) -> Iterator[Fault]:
    """A fault for a part that is missing, and for a count out of bounds."""
    inner = policy.document
    for name in ("deadLetterTargetArn", "maxReceiveCount"):
        if not inner.has(name):
            yield Fault(policy, f"The redrive policy has no {name}.")
    yield from numbers.outside(inner, {"maxReceiveCount": (1, 1000)})


TRUTH = Truth(
    id="SQS-007",
    title="A redrive policy has deadLetterTargetArn and a maxReceiveCount of 1 to 1000",
    why="SQS refuses the redrive policy.",
    fix="Write both; 3 to 5 receives suit most queues.",
    source="SQS API reference, SetQueueAttributes, RedrivePolicy"
    " (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html); SQS"
    " developer"
    " guide, dead-letter queues (1 to 1000 receives)",
    about=("AWS::SQS::Queue",),
    at="RedrivePolicy",
    judge=judge,
)
