"""STATES-029: an alias routes to one or two versions of one machine, and the weights make 100."""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(site: Property, _: View) -> Iterator[Fault]:
    """A fault for too many versions, for twice the same, and for weights that make something else."""
    routes = site.items
    if not 1 <= len(routes) <= 2:
        yield Fault(site, f"The alias routes to {len(routes)} versions; one or two can be.")
    if len({route["StateMachineVersionArn"].pattern for route in routes}) < len(routes):
        yield Fault(site, "The alias routes to the same version twice.")
    total = sum(route["Weight"].number for route in routes)
    if total != 100:
        yield Fault(site, f"The weights make {total:g}, not 100.")


TRUTH = Truth(
    id="STATES-029",
    title="An alias routes to one or two versions of one machine, and the weights make 100",
    why="CreateStateMachineAlias refuses it (ValidationException).",
    fix="Give one version the weight 100, or two versions weights that together make 100.",
    source="botocore stepfunctions CreateStateMachineAlias (routingConfiguration: one or two versions, weights that"
    " add up to 100)",
    about=("AWS::StepFunctions::StateMachineAlias",),
    at="RoutingConfiguration",
    judge=judge,
)
