"""ACCESS-088: the roles and users that a policy names are there before it."""

from collections.abc import Iterator

from tapstack.checks.truths.access.asking import certainly
from tapstack.checks.truths.access.documents import principals
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(properties: Property, view: View) -> Iterator[Fault]:
    """A fault for each that no stack makes, or that comes later."""
    for one in certainly(principals(properties, "AWS"), lambda one: _is_gone(one, view)):
        yield Fault(one, f"No stack makes the principal {one.shown}.")
    for one in certainly(principals(properties, "AWS"), lambda one: _is_late(one, view)):
        yield Fault(one, f"The principal {one.shown} is perhaps not there yet when {one.item} is made.")


_KINDS = ("AWS::IAM::Role", "AWS::IAM::User")


def _named(one: Property) -> bool:
    if ":iam::cloudfront:" in one.pattern:
        return False  # an origin access identity, in an account of AWS
    return ":role/" in one.pattern or ":user/" in one.pattern or one.pattern.startswith("\ue000GetAtt:")


def _is_gone(one: Property, view: View) -> bool:
    return _named(one) and view.find(one, *_KINDS) is None


def _is_late(one: Property, view: View) -> bool:
    found = view.find(one, *_KINDS) if _named(one) else None
    return found is not None and found is not one.item and not view.before(one.item, found)


TRUTH = Truth(
    id="ACCESS-088",
    title="The roles and users that a policy names are there before it",
    why="The policy is refused: invalid principal in policy (MalformedPolicyDocument); the stack fails. Two roles"
    " that trust each other by ARN can never be made.",
    fix="Refer to the role with Fn::GetAtt, make it before, or trust the account and narrow it by aws:PrincipalArn.",
    source="IAM User Guide, AWS JSON policy elements: Principal; botocore kms CreateKey.Policy: principals must"
    " exist and be visible",
    about=("AWS::IAM::Role", "AWS::S3::BucketPolicy", "AWS::SNS::TopicPolicy", "AWS::SQS::QueuePolicy"),
    judge=judge,
)
