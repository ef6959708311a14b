"""VALUE-002: where the schema bounds a number, a function gives one within the bounds."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.value.leaves import leaves
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(properties: Property, view: View) -> Iterator[Fault]:
    """A fault for each number that is too small or too large."""
    for value, said in leaves(properties.item, view):
        if isinstance(value.raw, bool) or not isinstance(value.raw, int | float):
            continue
        least, most = said.get("minimum"), said.get("maximum")
        if least is not None and value.raw < least:
            yield Fault(value, f"{value.label} is {value.shown}; it must be at least {least}.")
        if most is not None and value.raw > most:
            yield Fault(value, f"{value.label} is {value.shown}; it may be at most {most}.")


TRUTH = Truth(
    id="VALUE-002",
    title="A function gives a number within the bounds of the property",
    why="The service refuses the value, and the stack fails; a linter sees only what is written out, or the default.",
    fix="Give the parameter MinValue and MaxValue, or mend what gives the value.",
    source="resource schema of the type, minimum and maximum",
    about=("*",),
    judge=judge,
)
