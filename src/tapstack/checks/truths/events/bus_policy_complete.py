"""EVENTS-021: A bus policy is a statement, or a principal with an action."""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(site: Property, _: View) -> Iterator[Fault]:
    """A fault for neither, for both, and for half of the second."""
    statement = site.has("Statement")
    others = [name for name in ("Action", "Principal") if site.has(name)]
    if statement and others:
        yield Fault(site, f"The policy has Statement and {' and '.join(others)}.")
    elif not statement and len(others) < 2:
        yield Fault(site, f"The policy has {' and '.join(others) or 'neither Statement nor Principal'} only.")


TRUTH = Truth(
    id="EVENTS-021",
    title="A bus policy is a statement, or a principal with an action",
    why="PutPermission refuses a policy that says neither or both.",
    fix="Give Statement with Effect, Principal, Action and Resource; or Principal and Action events:PutEvents.",
    source="botocore events PutPermission (Policy, or StatementId with Action and Principal)",
    about=("AWS::Events::EventBusPolicy",),
    judge=judge,
)
