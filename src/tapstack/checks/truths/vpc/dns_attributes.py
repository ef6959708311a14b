"""VPC-005: a network with host names resolves names."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(vpc: Property, _: View) -> Iterator[Fault]:
    """A fault for host names without resolution."""
    if vpc["EnableDnsHostnames"].flag and not vpc["EnableDnsSupport"].flag_or(True):
        yield Fault(vpc["EnableDnsSupport"], "EnableDnsHostnames is true and EnableDnsSupport is false.")


TRUTH = Truth(
    id="VPC-005",
    title="A network with EnableDnsHostnames has EnableDnsSupport",
    why="EC2 refuses to turn host names on where names are not resolved, and the stack fails.",
    fix="Set EnableDnsSupport to true, or both to false.",
    source="resource schema AWS::EC2::VPC, EnableDnsHostnames (only with DNS support enabled)",
    about=("AWS::EC2::VPC",),
    judge=judge,
)
