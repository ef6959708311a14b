"""LOSS-010: nothing is kept that holds no data and blocks its own name."""

from collections.abc import Iterator
from typing import Final

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.findings import Severity
from tapstack.graph.stackset import Property

_NAMES: Final = {
    "AWS::CloudWatch::Alarm": "AlarmName",
    "AWS::CloudWatch::Dashboard": "DashboardName",
    "AWS::Events::Rule": "Name",
    "AWS::IAM::InstanceProfile": "InstanceProfileName",
    "AWS::IAM::ManagedPolicy": "ManagedPolicyName",
    "AWS::IAM::Role": "RoleName",
    "AWS::KMS::Alias": "AliasName",
    "AWS::Lambda::Function": "FunctionName",
    "AWS::SNS::Topic": "TopicName",
    "AWS::StepFunctions::StateMachine": "StateMachineName",
}


def judge(properties: Property, _: View) -> Iterator[Fault]:
    """A fault for a name that stays taken when the stack is gone."""
    item = properties.item
    policy, name = item.body["DeletionPolicy"], properties[_NAMES[item.type]]
    if policy.given and policy.is_in("Retain", "RetainExceptOnCreate") and name.given:
        yield Fault(
            policy, f"{item.logical_id} stays when its stack is deleted, and its name {name.shown} stays taken."
        )


TRUTH = Truth(
    id="LOSS-010",
    title="What has a name and holds no data is deleted with its stack",
    why="It loses nothing by deletion; kept, it makes the next stack fail, because its name is taken.",
    fix="Leave out DeletionPolicy, or the name.",
    source="assumption: nobody uses it after its stack; https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
    "aws-attribute-deletionpolicy.html (Retain)",
    about=tuple(_NAMES),
    judge=judge,
    severity=Severity.WARNING,
)
