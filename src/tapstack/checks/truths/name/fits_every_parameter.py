"""NAME-002: a name fits whatever the parameters are that the template takes."""

from collections.abc import Iterator

from tapstack.checks.truths.name.form import NAMED, faults
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.facts.physical_names import NameRule, name_rules
from tapstack.findings import Severity
from tapstack.graph.stackset import Property


def judge(properties: Property, view: View) -> Iterator[Fault]:
    """A fault for each name that parameters break which the template takes: with the first such parameters."""
    for rule in name_rules(properties.item.type):
        if rule.restricts:
            yield from _broken(rule, properties[rule.name], view)


def _broken(rule: NameRule, name: Property, view: View) -> Iterator[Fault]:
    if name.raw is not None and any(faults(rule, name.pattern)):
        return
    for given, text in view.variations(name.item, rule.name):
        for message in faults(rule, text):
            told = ", ".join(f'{parameter} "{value}"' for parameter, value in given.items())
            yield Fault(name, f"With {told}, which the template takes: {message}")
            return


TRUTH = Truth(
    id="NAME-002",
    title="A physical name fits its service under every value that the parameters may have",
    why="The template takes the parameters, and the service then refuses the name: the deployment fails midway.",
    fix="Bound the parameter with MaxLength and AllowedPattern so that no name made of it is refused.",
    source="resource schemas (minLength, maxLength, pattern of the name) and the API reference of each service's Create"
    " call, listed in tapstack's facts/physical_names.json; a warning, for this deployment's own names may fit",
    about=NAMED,
    judge=judge,
    severity=Severity.WARNING,
)
