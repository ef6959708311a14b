"""EVENTS-012: A bus of another region or account is sent to with a role."""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.checks.truths.references.arn import arn
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.findings import Severity
from tapstack.graph.stackset import Property
from tapstack.render.pattern import is_whole


def judge(site: Property, _: View) -> Iterator[Fault]:
    """A fault for a bus elsewhere and no role."""
    found = arn(site["Arn"].pattern)
    elsewhere = found and is_whole(found.region) and found.region != site.item.region
    if found and elsewhere and found.resource.startswith("event-bus/") and not site.has("RoleArn"):
        yield Fault(site, f"Events go to the bus {site['Arn'].shown} without a RoleArn.")


TRUTH = Truth(
    id="EVENTS-012",
    title="A bus of another region or account is sent to with a role",
    why="Without a role it depends on the other bus's policy alone; new cross-account targets without one are refused.",
    fix="Add RoleArn, a role that may events:PutEvents on that bus.",
    source="assumption: roles are recommended whenever a bus is the target (EventBridge User Guide, Permissions for"
    " event buses); that AWS refuses was not found",
    about=("AWS::Events::Rule",),
    at="Targets[]",
    judge=judge,
    severity=Severity.WARNING,
)
