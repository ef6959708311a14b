"""KINESIS-009: a stream or consumer has one resource policy."""

from collections.abc import Iterator

from tapstack.checks.truths.siblings import earlier
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_TYPE = "AWS::Kinesis::ResourcePolicy"


def judge(target: Property, view: View) -> Iterator[Fault]:
    """A fault for another policy of the same resource that stands before it."""
    for other in earlier(target.item, view):
        if other["ResourceArn"].pattern == target.pattern:
            yield Fault(target, f"{other} is a policy of {target.shown} too; one replaces the other.")


TRUTH = Truth(
    id="KINESIS-009",
    title="A stream or consumer has one resource policy",
    why="The second is refused, or replaces the first, and whoever the first admitted is shut out.",
    fix="Put the statements of both into one AWS::Kinesis::ResourcePolicy.",
    source="resource schema AWS::Kinesis::ResourcePolicy (ResourceArn identifies the policy)",
    about=(_TYPE,),
    at="ResourceArn",
    judge=judge,
)
