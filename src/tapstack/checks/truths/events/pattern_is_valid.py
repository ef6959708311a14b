"""EVENTS-002: an event pattern is an object whose fields are lists of values and known operators."""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.checks.truths.events.patterns import document, leaves, wrong_leaf
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import NotKnown, Property


def judge(site: Property, _: View) -> Iterator[Fault]:
    """A fault for no object, and for each field that is no list of values and operators."""
    found = document(site)
    if found is None:
        yield Fault(site, f"The pattern is no JSON object: {site.shown}.")
        return
    if not found.raw:
        yield Fault(site, "The pattern is empty.")
    unknown: NotKnown | None = None
    for name, leaf in leaves(found):
        try:
            if wrong := wrong_leaf(name, leaf):
                yield Fault(leaf, f"{wrong}.")
        except NotKnown as why:
            unknown = unknown or why
    if unknown:
        raise unknown


TRUTH = Truth(
    id="EVENTS-002",
    title="An event pattern is an object whose fields are lists of values and known operators",
    why="PutRule and CreateArchive answer InvalidEventPatternException: the event pattern is not valid.",
    fix='Put each value into a list: {"source": ["aws.s3"]}; use prefix, suffix, anything-but, numeric, cidr,'
    " exists, wildcard or equals-ignore-case, one in an object.",
    source="buildkite/docs#896, aws-cloudformation/cloudformation-coverage-roadmap#251 (AWS's answers); EventBridge"
    " User Guide, Comparison operators",
    about=(
        "AWS::Events::Rule",
        "AWS::Events::Archive",
    ),
    at="EventPattern",
    judge=judge,
)
