"""VPC-037: a flow log can be delivered: its place exists, and the role lets the service in."""

from collections.abc import Iterator

from tapstack.checks.truths.one_by_one import one_by_one
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Item, NotKnown, Property

_PLACES = ("AWS::Logs::LogGroup", "AWS::S3::Bucket", "AWS::KinesisFirehose::DeliveryStream")
_SERVICE = "vpc-flow-logs.amazonaws.com"


def judge(log: Property, view: View) -> Iterator[Fault]:
    """A fault for a place or role that no stack makes, and for a role that the service may not take."""
    names = [name for name in ("LogDestination", "LogGroupName", "DeliverLogsPermissionArn") if log.has(name)]
    yield from one_by_one(names, lambda name: _there(log[name], view))


def _there(reference: Property, view: View) -> Iterator[Fault]:
    if reference.label == "DeliverLogsPermissionArn":
        role = view.find(reference, "AWS::IAM::Role")
        if role is None:
            yield Fault(reference, f"No stack makes the role {reference.shown}.")
        elif not _trusted(role):
            yield Fault(reference, f"{role} does not trust {_SERVICE}.")
    elif ":s3:" in reference.pattern:
        bucket = "arn:" + reference.pattern.removeprefix("arn:").partition("/")[0]
        if not view.exists(bucket, *_PLACES, region=reference.item.region):
            yield Fault(reference, f"No stack makes {reference.shown}.")
    elif not view.exists(reference, *_PLACES):
        if reference.label == "LogGroupName":
            raise NotKnown(f"The service makes {reference.shown} if the role lets it")
        yield Fault(reference, f"No stack makes {reference.shown}.")


def _trusted(role: Item) -> bool:
    statements = role["AssumeRolePolicyDocument"].document.each("Statement[]")
    allowed = (statement for statement in statements if statement["Effect"].equals("Allow"))
    return any(one.is_in(_SERVICE) for statement in allowed for one in statement.each("Principal.Service[]"))


TRUTH = Truth(
    id="VPC-037",
    title="The place that a flow log goes to exists, and its role trusts the service",
    why="AWS takes the flow log; it ends in the status access error, and nothing is recorded.",
    fix="Make the log group or bucket, and a role that vpc-flow-logs.amazonaws.com may assume.",
    source="Amazon VPC User Guide (https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-cwl.html): the"
    " trust policy and permissions of the role",
    about=("AWS::EC2::FlowLog",),
    judge=judge,
    later=True,
)
