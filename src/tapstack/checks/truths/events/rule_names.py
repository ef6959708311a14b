"""EVENTS-024: A rule's name has at most 64 letters, digits, dots, hyphens and underscores."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property
from tapstack.render.pattern import TOKEN, lengths


def judge(site: Property, _: View) -> Iterator[Fault]:
    """A fault for too long a name or a wrong character in what is known of it."""
    least, _most = lengths(site.pattern)
    if least > 64:
        yield Fault(site, f"The name {site.shown} has at least {least} characters; 64 are the most.")
    if wrong := _WRONG.search(TOKEN.sub("", site.pattern)):
        yield Fault(site, f"The name {site.shown} has {wrong[0]!r} in it.")


_WRONG = re.compile(r"[^.\-_A-Za-z0-9]")


TRUTH = Truth(
    id="EVENTS-024",
    title="A rule's name has at most 64 letters, digits, dots, hyphens and underscores",
    why="PutRule refuses another name; rendered names are longer than their template looks.",
    fix="Shorten the name that parameters and region make.",
    source="botocore events PutRule, Name (1 to 64 of . - _ A-Z a-z 0-9)",
    about=(
        "AWS::Events::Rule",
        "AWS::Scheduler::Schedule",
    ),
    at="Name",
    judge=judge,
)
