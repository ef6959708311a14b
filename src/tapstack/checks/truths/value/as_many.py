"""VALUE-004: where the schema bounds a list, a function gives as many members."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.value.leaves import leaves
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(properties: Property, view: View) -> Iterator[Fault]:
    """A fault for each list with too few or too many members."""
    for value, said in leaves(properties.item, view):
        if not isinstance(value.raw, list):
            continue
        many = len(value.raw)
        if many < said.get("minItems", 0):
            yield Fault(value, f"{value.label} has {many} members; it must have {said['minItems']}.")
        if many > said.get("maxItems", many):
            yield Fault(value, f"{value.label} has {many} members; it may have {said['maxItems']}.")


TRUTH = Truth(
    id="VALUE-004",
    title="A function gives a list of as many members as the property may have",
    why="The service refuses the value, and the stack fails; a linter cannot count what a parameter brings in.",
    fix="Give fewer or more values.",
    source="resource schema of the type, minItems and maxItems",
    about=("*",),
    judge=judge,
)
