"""The resource that a value surely stands for."""

from __future__ import annotations

from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Item, NotKnown, Property
from tapstack.render.pattern import TOKEN
from tapstack.template.unresolved import Unresolved


def made(place: Property, view: View) -> Item | None:
    """The resource whose Ref, attribute, ARN or URL the value is; None for a plain name, and for what is outside."""
    text = place.pattern
    token = isinstance(place.raw, Unresolved) and place.raw.kind in ("Ref", "GetAtt")
    if not token and ":" not in TOKEN.sub("", text):
        return None
    try:
        return view.find(place)
    except NotKnown:
        return None
