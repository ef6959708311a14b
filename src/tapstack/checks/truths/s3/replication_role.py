"""S3-017: the role that replicates is there."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(role: Property, view: View) -> Iterator[Fault]:
    """A fault for a role that no stack makes."""
    if not view.exists(role, "AWS::IAM::Role"):
        yield Fault(role, f"No stack makes the role {role.shown}.")


TRUTH = Truth(
    id="S3-017",
    title="The role that S3 replicates with exists",
    why="S3 cannot assume the role: every object fails to replicate.",
    fix="Refer to a role of the same stack by its Arn.",
    source="resource schema AWS::S3::Bucket, ReplicationConfiguration.Role (the role that S3 assumes)",
    about=("AWS::S3::Bucket",),
    at="ReplicationConfiguration.Role",
    judge=judge,
    later=True,
)
