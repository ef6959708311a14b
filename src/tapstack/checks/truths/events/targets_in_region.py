"""EVENTS-010: A target is in the rule's own region, unless it is an event bus."""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.checks.truths.references.arn import arn
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property
from tapstack.render.pattern import is_whole


def judge(site: Property, _: View) -> Iterator[Fault]:
    """A fault for a target elsewhere that is no bus."""
    found = arn(site["Arn"].pattern)
    if found is None or found.region in ("", site.item.region):
        return
    if not is_whole(found.region):
        raise site["Arn"].unknown()
    if found.service != "events" or not found.resource.startswith("event-bus/"):
        yield Fault(site["Arn"], f"The target {site['Arn'].shown} is in {found.region}.")


TRUTH = Truth(
    id="EVENTS-010",
    title="A target is in the rule's own region, unless it is an event bus",
    why="PutTargets answers: cross-region API call is not allowed, or the target is not valid.",
    fix="Send to the other region's event bus, and from there to the target.",
    source="aws-samples/amazon-eventbridge-resource-policy-samples#10, hashicorp/terraform-provider-aws#31444 (AWS's"
    " answers); EventBridge User Guide, Cross-region events",
    about=("AWS::Events::Rule",),
    at="Targets[]",
    judge=judge,
)
