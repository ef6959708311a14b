"""What a reference is that no text stands for yet: the resource whose Ref or attribute a token is."""

from __future__ import annotations

import re

from tapstack.graph.stackset import Property
from tapstack.render.pattern import TOKEN
from tapstack.template.unresolved import Unresolved

_REFERENCE = re.compile(r"\ue000(?:Ref|GetAtt):([A-Za-z0-9]+)(?:\.([^@]+))?@([^\ue001]*)\ue001")


def named(place: Property) -> tuple[str, str] | None:
    """The logical id and the attribute ("Ref" for a Ref) of a value that is one token and nothing else; else None."""
    if not isinstance(place.raw, Unresolved) or not TOKEN.fullmatch(place.pattern):
        return None
    found = _REFERENCE.fullmatch(place.pattern)
    return (found[1], found[2] or "Ref") if found else None
