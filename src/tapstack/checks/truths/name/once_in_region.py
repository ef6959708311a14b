"""NAME-003: no two resources of a stack have one name in one space of names."""

from collections.abc import Iterator

from tapstack.checks.truths.name.spaces import namesakes, unique
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.facts.physical_names import named_types
from tapstack.graph.stackset import NotKnown, Property


def judge(properties: Property, view: View) -> Iterator[Fault]:
    """A fault for a name that a resource of a lesser logical id has too; NotKnown where that one may not be made."""
    item = properties.item
    for rule in unique(item.type):
        same = [other for other in namesakes(rule, item, view) if other.region == item.region]
        if item not in same[1:]:
            continue
        if not same[0].certain:
            raise NotKnown(f"whether {same[0]}, which has the same name, is made is not known")
        name = properties[rule.name]
        yield Fault(name, f"{same[0].logical_id} is called {name.shown} too.")


TRUTH = Truth(
    id="NAME-003",
    title="No two resources of one kind have the same name in one region",
    why="The second is refused because it already exists, or takes the first one over: the stack fails or loses one.",
    fix="Give each its own name, or none: then CloudFormation makes one up.",
    source="resource schemas (primaryIdentifier) and the API reference of each service's Create call, listed in"
    " tapstack's facts/physical_names.json",
    about=named_types(),
    judge=judge,
)
