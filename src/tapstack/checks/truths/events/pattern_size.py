"""EVENTS-004: an event pattern has at most 4096 characters."""

from __future__ import annotations

import json
from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(site: Property, _: View) -> Iterator[Fault]:
    """A fault where what is known of it is too long already."""
    raw = site.document.raw
    text = json.dumps(raw, default=lambda _unknown: "", separators=(",", ":"))
    if len(text) > 4096:
        yield Fault(site, f"The pattern has at least {len(text)} characters; 4096 is the most.")


TRUTH = Truth(
    id="EVENTS-004",
    title="An event pattern has at most 4096 characters",
    why="PutRule and CreateArchive refuse a longer one (ValidationException).",
    fix="Use prefix or wildcard, or split the rule.",
    source="botocore events EventPattern (at most 4096 characters)",
    about=(
        "AWS::Events::Rule",
        "AWS::Events::Archive",
    ),
    at="EventPattern",
    judge=judge,
)
