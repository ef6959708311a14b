"""ROUTE53-020: the children of a calculated health check exist."""

from collections.abc import Iterator

from tapstack.checks.truths.one_by_one import one_by_one
from tapstack.checks.truths.route53.records import CHECK
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(check: Property, view: View) -> Iterator[Fault]:
    """A fault for a child that no stack makes, that is named twice, or that is calculated itself."""
    children = check["ChildHealthChecks"].items
    names = [child.pattern for child in children]
    if len(set(names)) < len(names):
        yield Fault(check["ChildHealthChecks"], "A child is named twice.")
    yield from one_by_one(children, lambda child: _child(child, view))


def _child(child: Property, view: View) -> Iterator[Fault]:
    found = view.find(child, CHECK)
    if found is None:
        yield Fault(child, f"No stack makes the health check {child.shown}.")
    elif found["HealthCheckConfig.Type"].equals("CALCULATED"):
        yield Fault(child, f"{found} is calculated itself.")


TRUTH = Truth(
    id="ROUTE53-020",
    title="The children of a calculated health check exist, and are not calculated themselves",
    why="Route 53 refuses the health check: InvalidInput, and the stack fails.",
    fix="Refer to health checks of endpoints or alarms.",
    source="Route 53 Developer Guide"
    " (https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-creating-values.html): a"
    " calculated health check cannot monitor calculated ones",
    about=(CHECK,),
    at="HealthCheckConfig",
    judge=judge,
)
