"""EVENTS-020: the bus of a rule or of a bus policy is there."""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.checks.truths.references.arn import arn
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property
from tapstack.render.pattern import is_whole


def judge(site: Property, view: View) -> Iterator[Fault]:
    """A fault for a bus that no stack makes, of another region, or made later."""
    found = arn(site.pattern)
    name = found.resource.removeprefix("event-bus/") if found else site.pattern
    if found and is_whole(found.region) and found.region != site.item.region:
        yield Fault(site, f"The bus {site.shown} is in {found.region}.")
        return
    if name == "default" or name.startswith("aws."):
        return
    if not view.exists(site, "AWS::Events::EventBus"):
        yield Fault(site, f"No stack makes the bus {site.shown}.")
        return
    bus = view.find(site, "AWS::Events::EventBus")
    if bus and not view.before(site.item, bus):
        yield Fault(site, f"The bus {bus} may not be there yet: nothing says that it comes first.")


TRUTH = Truth(
    id="EVENTS-020",
    title="The bus of a rule or of a bus policy is there",
    why="PutRule and PutPermission answer ResourceNotFoundException: event bus does not exist, and the stack fails.",
    fix="Make the bus in the same stack and refer to it by Ref, or take EventBusName away for the default bus.",
    source="botocore events PutRule and PutPermission (ResourceNotFoundException)",
    about=(
        "AWS::Events::Rule",
        "AWS::Events::EventBusPolicy",
    ),
    at="EventBusName",
    judge=judge,
)
