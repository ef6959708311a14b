"""SNS-018: replay is for FIFO topics."""

from collections.abc import Iterator

from tapstack.checks.truths.sns.subscriptions import is_fifo
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(properties: Property, view: View) -> Iterator[Fault]:
    """A fault at a standard topic."""
    if properties["ReplayPolicy"].given and not is_fifo(properties["TopicArn"], view):
        yield Fault(properties["ReplayPolicy"], "The topic is a standard topic: it keeps nothing to replay.")


TRUTH = Truth(
    id="SNS-018",
    title="A replay policy is given for FIFO topics only",
    why="SNS refuses the subscription: invalid parameter ReplayPolicy; the stack fails.",
    fix="Leave ReplayPolicy out, or use a FIFO topic with an ArchivePolicy.",
    source="botocore sns Subscribe.Attributes: ReplayPolicy applies only to FIFO topics",
    about=("AWS::SNS::Subscription",),
    judge=judge,
)
