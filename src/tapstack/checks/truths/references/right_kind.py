"""REFERS-001: A reference is to a thing of the kind that the property is for."""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.checks.truths.references.arn import arn
from tapstack.checks.truths.references.judging import of_references
from tapstack.checks.truths.references.table import Row
from tapstack.checks.truths.references.token import made
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import NotKnown, Property
from tapstack.render.pattern import is_whole

_GIVES_ANYTHING = ("Custom::", "AWS::CloudFormation::", "AWS::Serverless::")


def _judge(place: Property, row: Row, view: View) -> Iterator[Fault]:
    """A fault for a resource of another type, and for an ARN of another service."""
    item = made(place, view)
    if item is not None:
        if item.type.startswith(_GIVES_ANYTHING):
            raise NotKnown(f"what {item} gives is not known")
        if item.type not in row.types and not _named_so(place, row, view):
            yield Fault(place, f"{place.label} is {item}, a {item.type}; it must be a {row.meant}.")
        return
    found = arn(place.pattern)
    if found is None or not is_whole(found.service) or found.service in ("", "*"):
        return
    same = [kind for kind in row.kinds if found.service.startswith(kind.service)]
    if not same:
        yield Fault(place, f"{place.label} is {place.shown}, of {found.service}; it must be a {row.meant}.")
    elif is_whole(found.resource[:1]) and not any(found.resource.startswith(kind.start) for kind in same):
        yield Fault(place, f"{place.label} is {place.shown}; it must be a {row.meant}.")


def _named_so(place: Property, row: Row, view: View) -> bool:
    """Whether a resource of the right type has the same name, or may have."""
    try:
        return view.find(place, *row.types) is not None
    except NotKnown:
        return False


TRUTH = Truth(
    id="REFERS-001",
    title="A reference is to a thing of the kind that the property is for",
    why="The service refuses it (ValidationException, invalid ARN), or does nothing with it: an alarm that tells a"
    " queue tells nobody.",
    fix="Refer to a resource of the right type.",
    source="resource schemas and botocore service models of the types in references/table.json",
    about=("*",),
    judge=of_references(_judge),
)
