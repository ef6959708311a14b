"""LAMBDA-010: a function that mounts files is in a network."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(function: Property, _: View) -> Iterator[Fault]:
    """A fault for a file system without a VPC."""
    if function["FileSystemConfigs"].items and not function["VpcConfig.SubnetIds"].items:
        yield Fault(function["FileSystemConfigs"], "The function mounts a file system, but is in no VPC.")


TRUTH = Truth(
    id="LAMBDA-010",
    title="A function with a file system has a VpcConfig",
    why="Lambda refuses the function: it reaches the mount targets through its VPC only.",
    fix="Add VpcConfig with subnets that have mount targets.",
    source="aws-cloudformation/cfn-lint#4369 and #4408 quote the refusal: the function must be in a VPC to"
    " reference the access point",
    about=("AWS::Lambda::Function",),
    judge=judge,
)
