"""SNS-019: nobody subscribes twice."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.findings import Severity
from tapstack.graph.stackset import Property


def judge(properties: Property, view: View) -> Iterator[Fault]:
    """A fault for each subscription that is there already."""
    mine = _key(properties)
    for other in view.all("AWS::SNS::Subscription", region=properties.item.region):
        if other is not properties.item and other.certain and _key(other.properties) == mine:
            yield Fault(properties, f"{other} is the same subscription.")


def _key(properties: Property) -> tuple[str, ...]:
    return tuple(properties[name].pattern for name in ("TopicArn", "Protocol", "Endpoint"))


TRUTH = Truth(
    id="SNS-019",
    title="A topic is subscribed to once by each endpoint",
    why="SNS makes one subscription of both: the settings of one are lost, or SNS refuses the second, whose"
    " attributes differ; deleting one deletes both.",
    fix="Keep one subscription, and join the filters.",
    source="assumption: botocore sns Subscribe gives the ARN of the subscription that there is; what"
    " CloudFormation makes of it is not said",
    about=("AWS::SNS::Subscription",),
    judge=judge,
    severity=Severity.WARNING,
)
