"""VPC-009: a route has one destination and one target."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.checks.truths.vpc.ranges import parsed
from tapstack.checks.truths.vpc.routing import DESTINATIONS, TARGETS
from tapstack.graph.stackset import Property


def judge(route: Property, _: View) -> Iterator[Fault]:
    """A fault for none or several destinations or targets, and for a destination that is no IPv4 range."""
    for kind, names in (("destination", DESTINATIONS), ("target", TARGETS)):
        given = [name for name in names if route.has(name)]
        if len(given) != 1:
            yield Fault(route, f"The route has {' and '.join(given) or 'no'} {kind}{'s' if given else ''}.")
    block = route["DestinationCidrBlock"]
    if block.given and parsed(block.text) is None:
        yield Fault(block, f"{block.shown} is no range of IPv4 addresses.")


TRUTH = Truth(
    id="VPC-009",
    title="A route has exactly one destination and exactly one target",
    why="EC2 refuses the route: MissingParameter or InvalidParameterCombination, and the stack fails.",
    fix="Give one destination and one target. Under conditions, let exactly one of each remain.",
    source="botocore ec2 CreateRoute (either a destination CIDR block or a prefix list, exactly one of the targets)",
    about=("AWS::EC2::Route",),
    judge=judge,
)
