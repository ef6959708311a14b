"""LAMBDA-002: where Lambda takes an ARN, there is one."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property
from tapstack.graph.stackset.attributes import attribute_of
from tapstack.render.pattern import is_whole

_PLACES = {
    "AWS::Lambda::Function": ("Role", "KmsKeyArn", "DeadLetterConfig.TargetArn", "CodeSigningConfigArn"),
    "AWS::Lambda::EventSourceMapping": ("EventSourceArn", "DestinationConfig.OnFailure.Destination", "KmsKeyArn"),
    "AWS::Lambda::EventInvokeConfig": (
        "DestinationConfig.OnFailure.Destination",
        "DestinationConfig.OnSuccess.Destination",
    ),
    "AWS::Lambda::Permission": ("SourceArn",),
}
_BY_NAME = {
    "AWS::DynamoDB::GlobalTable",
    "AWS::DynamoDB::Table",
    "AWS::Events::EventBus",
    "AWS::Events::Rule",
    "AWS::IAM::Role",
    "AWS::KMS::Alias",
    "AWS::KMS::Key",
    "AWS::Kinesis::Stream",
    "AWS::Lambda::Function",
    "AWS::S3::Bucket",
    "AWS::SQS::Queue",
}


def judge(resource: Property, view: View) -> Iterator[Fault]:
    """A fault for each other text, and for each Ref that gives a name or URL."""
    for name in _PLACES[resource.item.type]:
        value = resource[name]
        if value.given and value.pattern and _is_name(value, view):
            yield Fault(value, f"{name} is {value.shown}; it must be an ARN.")


def _is_name(value: Property, view: View) -> bool:
    text = value.pattern
    if is_whole(text):
        return not text.startswith(("arn:", "kafka://"))
    if text.startswith(("arn:", "https://")) or attribute_of(text):
        return text.startswith("https://")
    found = view.find(value)
    return found is not None and found.type in _BY_NAME


TRUTH = Truth(
    id="LAMBDA-002",
    title="Roles, keys, sources and destinations of Lambda are named by ARN",
    why="Lambda refuses names, ids and URLs where it takes an ARN.",
    fix="Write GetAtt with Arn instead of Ref.",
    source="resource schemas AWS::Lambda::Function, EventSourceMapping, EventInvokeConfig and Permission (the"
    " patterns of"
    " these properties begin with arn:)",
    about=tuple(_PLACES),
    judge=judge,
)
