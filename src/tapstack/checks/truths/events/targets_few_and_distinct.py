"""EVENTS-008: A rule has at most five targets, each with an id of its own."""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(site: Property, _: View) -> Iterator[Fault]:
    """A fault for too many targets and for each id that was there before."""
    targets = site.items
    if len(targets) > 5:
        yield Fault(site, f"The rule has {len(targets)} targets; five are the most.")
    seen: set[str] = set()
    for target in targets:
        name = target["Id"].pattern
        if name in seen:
            yield Fault(target["Id"], f"Two targets have the Id {target['Id'].shown}.")
        seen.add(name)


TRUTH = Truth(
    id="EVENTS-008",
    title="A rule has at most five targets, each with an id of its own",
    why="PutTargets refuses a sixth target (LimitExceededException); of two with one id the second replaces the"
    " first, silently.",
    fix="Use a second rule with the same pattern; give each target its own Id.",
    source="EventBridge User Guide, Quotas: five targets a rule; botocore events PutTargets (a target whose id"
    " exists is updated)",
    about=("AWS::Events::Rule",),
    at="Targets",
    judge=judge,
)
