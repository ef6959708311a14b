"""ACCESS-014: a target that only a role may send to has one."""

from collections.abc import Iterator

from tapstack.checks.truths.access.places import arn_in, service_in
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_BY_ROLE = frozenset({"states", "kinesis", "ecs", "batch", "firehose", "codepipeline", "codebuild"})


def judge(target: Property, view: View) -> Iterator[Fault]:
    """A fault for a target without RoleArn that has no policy of its own."""
    text = arn_in(target["Arn"], view)
    if (
        not target.has("RoleArn")
        and not target.item.properties.has("RoleArn")
        and (service_in(text) in _BY_ROLE or ":api-destination/" in text)
    ):
        yield Fault(target, f"The target {target['Arn'].shown} has no RoleArn.")


TRUTH = Truth(
    id="ACCESS-014",
    title="A target that has no policy of its own (stream, state machine, task, job, API destination) has a RoleArn",
    why="EventBridge refuses the target (ValidationException, a role is required), or cannot send to it.",
    fix="Give the target a RoleArn: a role that events.amazonaws.com may assume and that may act on the target.",
    source="botocore events PutTargets (Kinesis, Step Functions: roles of the target); ValidationException,"
    " RoleArn is required for target, quoted for Step Functions in"
    " hashicorp/terraform-provider-aws#19913, for CodeBuild in"
    " awsdocs/aws-cloudformation-user-guide#1178, for the other services in badmintoncryer/cdk-preflight"
    " (pf-events-target-role-required); aws-cloudformation/cloudformation-coverage-roadmap#1110 (API"
    " destinations)",
    about=("AWS::Events::Rule",),
    at="Targets[]",
    judge=judge,
)
