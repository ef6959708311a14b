"""REFERS-002: A reference is an ARN where an ARN is wanted, and a name where a name is."""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.checks.truths.references.judging import of_references
from tapstack.checks.truths.references.table import Row
from tapstack.checks.truths.references.token import made
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.facts.identities import identity
from tapstack.graph.stackset import Property
from tapstack.render.pattern import is_whole
from tapstack.template.unresolved import Unresolved


def _judge(place: Property, row: Row, view: View) -> Iterator[Fault]:
    """A fault for a name where an ARN must be, and the reverse."""
    text = place.pattern
    if row.form == "name" and text.startswith("arn:"):
        yield Fault(place, f"{place.label} is the ARN {place.shown}; it must be a name.")
    elif row.form == "arn" and not text.startswith("arn:") and (is_whole(text) or _gives_a_name(place, view)):
        yield Fault(place, f"{place.label} is {place.shown}; it must be an ARN.")


def _gives_a_name(place: Property, view: View) -> bool:
    """Whether it is a Ref of a resource that CloudFormation names, whose Ref is known to be no ARN."""
    item = made(place, view)
    if item is None or not isinstance(place.raw, Unresolved) or place.raw.kind != "Ref":
        return False
    form = identity(item.type).get("Ref")
    return form is not None and not form.text.startswith("arn:")


TRUTH = Truth(
    id="REFERS-002",
    title="A reference is an ARN where an ARN is wanted, and a name where a name is",
    why="The service refuses it: Ref of a stream, function or log group gives a name, Fn::GetAtt Arn an ARN.",
    fix="Use Fn::GetAtt ... Arn for an ARN, Ref for a name.",
    source="resource schemas (patterns of ARNs and names) and botocore service models of the types in"
    " references/table.json",
    about=("*",),
    judge=of_references(_judge, lambda row: bool(row.form)),
)
