"""EVENTS-011: A target that EventBridge calls in someone's name has a role."""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.checks.truths.references.arn import arn
from tapstack.checks.truths.references.token import made
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_SERVICES = frozenset({"states", "kinesis", "firehose", "ecs", "batch", "codebuild", "codepipeline"})


def judge(site: Property, view: View) -> Iterator[Fault]:
    """A fault for a target without a role that needs one."""
    if site.has("RoleArn"):
        return
    found = arn(site["Arn"].pattern)
    item = None if found else made(site["Arn"], view)
    service = found.service if found else _OF_TYPE.get(item.type if item else "", "")
    if service in _SERVICES or (found and found.service == "events" and found.resource.startswith("api-destination/")):
        yield Fault(site, f"The target {site['Arn'].shown} has no RoleArn.")


_OF_TYPE = {
    "AWS::StepFunctions::StateMachine": "states",
    "AWS::Kinesis::Stream": "kinesis",
    "AWS::KinesisFirehose::DeliveryStream": "firehose",
    "AWS::ECS::Cluster": "ecs",
    "AWS::Batch::JobQueue": "batch",
    "AWS::CodeBuild::Project": "codebuild",
}


TRUTH = Truth(
    id="EVENTS-011",
    title="A target that EventBridge calls in someone's name has a role",
    why="PutTargets answers: RoleArn is required for target.",
    fix="Add RoleArn, a role that events.amazonaws.com may assume.",
    source="botocore events PutTargets (streams, state machines and the like are called with the role in RoleArn);"
    " EventBridge User Guide, Using IAM roles",
    about=("AWS::Events::Rule",),
    at="Targets[]",
    judge=judge,
)
