"""EVENTS-018: an archive is of a bus of its own region, kept for days that can be counted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tapstack.checks.truths.references.arn import arn
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property
from tapstack.render.pattern import TOKEN, is_whole, lengths


def judge(site: Property, view: View) -> Iterator[Fault]:
    """A fault for a name, a number of days and a bus that cannot be."""
    name, days, source = site["ArchiveName"], site["RetentionDays"], site["SourceArn"]
    if name.given and (lengths(name.pattern)[0] > 48 or _WRONG.search(TOKEN.sub("", name.pattern))):
        yield Fault(name, f"The archive cannot be named {name.shown}.")
    if days.given and days.number < 0:
        yield Fault(days, f"RetentionDays is {days.shown}.")
    found = arn(source.pattern)
    if found is None:
        if is_whole(source.pattern):
            yield Fault(source, f"SourceArn {source.shown} is no ARN of a bus.")
    elif found.service != "events" or not found.resource.startswith("event-bus/"):
        yield Fault(source, f"SourceArn {source.shown} is no ARN of a bus.")
    elif is_whole(found.region) and found.region != site.item.region:
        yield Fault(source, f"The bus {source.shown} is in {found.region}.")
    if found and found.resource not in ("event-bus/default",) and not view.exists(source, "AWS::Events::EventBus"):
        yield Fault(source, f"No stack makes the bus {source.shown}.")


_WRONG = re.compile(r"[^.\-_A-Za-z0-9]")


TRUTH = Truth(
    id="EVENTS-018",
    title="An archive is of a bus of its own region, kept for days that can be counted",
    why="CreateArchive answers ResourceNotFoundException for a bus that is not there, and refuses a wrong region.",
    fix="Give the ARN of the bus; RetentionDays 0 keeps for ever; an archive's name has at most 48 characters.",
    source="botocore events CreateArchive (EventSourceArn; ArchiveName at most 48 characters of . - _ A-Z a-z 0-9;"
    " RetentionDays 0 or more)",
    about=("AWS::Events::Archive",),
    judge=judge,
)
