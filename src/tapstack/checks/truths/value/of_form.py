"""VALUE-003: where the schema says what a text looks like, a function gives such a text."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.value.leaves import leaves
from tapstack.checks.truths.view import View
from tapstack.facts.physical_names import name_rules
from tapstack.graph.stackset import Property


def judge(properties: Property, view: View) -> Iterator[Fault]:
    """A fault for each text that is too short, too long or of another form; names have a truth of their own."""
    names = {rule.name for rule in name_rules(properties.item.type)}
    for value, said in leaves(properties.item, view):
        if isinstance(value.raw, str) and value.label not in names:
            fault = _fault(value.raw, said)
            if fault:
                yield Fault(value, f"{value.label} is {value.shown!r}; {fault}")


def _fault(text: str, said: Mapping[str, Any]) -> str | None:
    if len(text) < said.get("minLength", 0):
        return f"it must have {said['minLength']} characters."
    if len(text) > said.get("maxLength", len(text)):
        return f"it has {len(text)} characters and may have {said['maxLength']}."
    form = _compiled(said.get("pattern", ""))
    if form is not None and not form.search(text):
        return f"it must match {form.pattern}."
    return None


@cache
def _compiled(pattern: str) -> re.Pattern[str] | None:
    """None where there is none, or Python has no such form."""
    try:
        return re.compile(pattern) if pattern else None
    except re.error:
        return None


TRUTH = Truth(
    id="VALUE-003",
    title="A function gives a text of the length and form of the property",
    why="The service refuses the value, and the stack fails; a linter sees only what is written out, or the default.",
    fix="Give the parameter AllowedPattern and MaxLength, or mend what gives the value.",
    source="resource schema of the type, minLength, maxLength and pattern",
    about=("*",),
    judge=judge,
)
