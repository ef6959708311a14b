"""NAME-001: a name has the length and the characters that its service takes."""

from collections.abc import Iterator

from tapstack.checks.truths.name.form import NAMED, faults
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.facts.physical_names import name_rules
from tapstack.graph.stackset import Property
from tapstack.render.pattern import ACCOUNT, is_whole


def judge(properties: Property, _: View) -> Iterator[Fault]:
    """A fault for each name that is too long, too short, or of characters that are not taken, as far as it is known."""
    for rule in name_rules(properties.item.type):
        name = properties[rule.name]
        if not name.given:
            continue
        found = [Fault(name, message) for message in faults(rule, name.pattern)]
        yield from found
        if not found and not is_whole(name.pattern.replace(ACCOUNT, "")):
            raise name.unknown()


TRUTH = Truth(
    id="NAME-001",
    title="A physical name has the length and the characters that its service takes",
    why="The service refuses the name, the resource is not made, and the stack rolls back.",
    fix="Shorten the name, or leave out the characters; a region or an account id in it takes 9 to 14 characters.",
    source="resource schemas (minLength, maxLength, pattern of the name) and the API reference of each service's Create"
    " call, listed in tapstack's facts/physical_names.json",
    about=NAMED,
    judge=judge,
)
