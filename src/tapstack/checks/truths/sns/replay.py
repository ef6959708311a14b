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
    why="ReplayPolicy is an attribute of FIFO topics: SNS has nothing to replay, or refuses the subscription.",
    fix="Leave ReplayPolicy out, or use a FIFO topic with an ArchivePolicy.",
    source="botocore sns SubscribeInput.Attributes: ReplayPolicy is among the attributes of FIFO topics only",
    about=("AWS::SNS::Subscription",),
    judge=judge,
)
