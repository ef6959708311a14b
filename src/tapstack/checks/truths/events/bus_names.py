"""EVENTS-019: A bus is named neither default nor like one of a partner."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property
from tapstack.render.pattern import TOKEN


def judge(site: Property, _: View) -> Iterator[Fault]:
    """A fault for a name that cannot be."""
    name, partner = site["Name"], site["EventSourceName"]
    if name.pattern == "default" or (name.pattern.startswith("aws.") and not partner.given):
        yield Fault(name, f"No bus can be made with the name {name.shown}.")
    elif not partner.given and (wrong := _WRONG.search(TOKEN.sub("", name.pattern))):
        yield Fault(name, f"The name {name.shown} has {wrong[0]!r} in it.")
    elif partner.given and not name.equals(partner):
        yield Fault(name, f"The bus of the partner's source {partner.shown} must have its name, not {name.shown}.")


_WRONG = re.compile(r"[^.\-_A-Za-z0-9]")


TRUTH = Truth(
    id="EVENTS-019",
    title="A bus is named neither default nor like one of a partner",
    why="CreateEventBus refuses default, names that begin with aws., and a slash where there is no partner's source.",
    fix="Choose another name of letters, digits, . - and _, at most 256.",
    source="botocore events CreateEventBus, Name (not default, which exists; / only for partner event buses)",
    about=("AWS::Events::EventBus",),
    judge=judge,
)
