"""VALUE-001: where the schema lists values, a function gives one of them."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.value.leaves import leaves
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property
from tapstack.template.logic import text_of


def judge(properties: Property, view: View) -> Iterator[Fault]:
    """A fault for each value that is not in the list of its schema."""
    for value, said in leaves(properties.item, view):
        listed = [str(text_of(one)) for one in said.get("enum", ()) if not isinstance(one, dict | list)]
        if listed and not isinstance(value.raw, list) and value.text not in listed:
            some = ", ".join(listed[:12]) + (", ..." if len(listed) > 12 else "")
            yield Fault(value, f"{value.label} is {value.shown}; it may be {some}.")


TRUTH = Truth(
    id="VALUE-001",
    title="A function gives one of the values that the property may have",
    why="The service refuses the value, and the stack fails; a linter sees only what is written out, or the default.",
    fix="Give the parameter AllowedValues, or mend the mapping or condition that gives the value.",
    source="resource schema of the type, enum",
    about=("*",),
    judge=judge,
)
