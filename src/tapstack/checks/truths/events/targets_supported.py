"""EVENTS-009: A target is of a kind that EventBridge can call."""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.checks.truths.references.arn import arn
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property
from tapstack.render.pattern import is_whole

_NEVER = frozenset(
    {
        "s3",
        "dynamodb",
        "iam",
        "kms",
        "rds",
        "ec2",
        "cloudwatch",
        "secretsmanager",
        "route53",
        "backup",
        "eks",
        "elasticache",
        "elasticloadbalancing",
        "cognito-idp",
        "cloudformation",
        "es",
        "cloudfront",
    }
)


def judge(site: Property, _: View) -> Iterator[Fault]:
    """A fault for what is no ARN, and for an ARN of a service that is never a target."""
    place = site["Arn"]
    found = arn(place.pattern)
    if found is None:
        if is_whole(place.pattern) or not place.pattern.startswith(("arn:", "\ue000")):
            yield Fault(place, f"The target {place.shown} is no ARN.")
        return
    if found.service in _NEVER:
        yield Fault(place, f"The target {place.shown} is of {found.service}, which EventBridge cannot call.")
    elif found.service == "states" and not found.resource.startswith("stateMachine:"):
        yield Fault(place, f"The target {place.shown} is no state machine.")


TRUTH = Truth(
    id="EVENTS-009",
    title="A target is of a kind that EventBridge can call",
    why="PutTargets answers: Parameter Arn is not valid, or the service is not supported.",
    fix="Give the ARN, not the name; put a function, queue or state machine in between.",
    source="EventBridge User Guide (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html):"
    " the targets that there are; calls of EC2 are targets of the service events",
    about=("AWS::Events::Rule",),
    at="Targets[]",
    judge=judge,
)
