"""KINESIS-007: what a consumer or a policy belongs to exists."""

from collections.abc import Iterator

from tapstack.checks.truths import arns
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_PROPERTIES = {
    "AWS::Kinesis::StreamConsumer": ("StreamARN", ("AWS::Kinesis::Stream",)),
    "AWS::Kinesis::ResourcePolicy": ("ResourceArn", ("AWS::Kinesis::Stream", "AWS::Kinesis::StreamConsumer")),
}


def judge(resource: Property, view: View) -> Iterator[Fault]:
    """A fault for an ARN of another region, and for one of which no stack makes anything."""
    name, types = _PROPERTIES[resource.item.type]
    target = resource[name]
    where = arns.region(target)
    if where and where != resource.item.region:
        yield Fault(target, f"{target.shown} lies in {where}, not in {resource.item.region}.")
    elif not view.exists(target, *types):
        yield Fault(target, f"No stack makes {target.shown}.")


TRUTH = Truth(
    id="KINESIS-007",
    title="The stream of a consumer, and the resource of a resource policy, exist in the region of the stack",
    why="Kinesis answers ResourceNotFoundException, and the stack fails.",
    fix="Refer to the stream or consumer with GetAtt or Ref.",
    source="botocore kinesis RegisterStreamConsumer and PutResourcePolicy (ResourceNotFoundException)",
    about=tuple(_PROPERTIES),
    judge=judge,
)
