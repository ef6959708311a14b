"""What a backup selection would select if a parameter of the template were given otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.checks.controls.backup.selections import SELECTION, selects
from tapstack.checks.truths.planned import PlannedView
from tapstack.findings import Status
from tapstack.graph.stackset import Item, NotKnown, Property
from tapstack.render import Stack
from tapstack.render.variant import Variant
from tapstack.template.rules import RuleSet


def switched_off(item: Item, view: PlannedView) -> str:
    """Under what parameter a plan would select a resource that none does, ``Backup=true``; "" where under none."""
    for selection in (*view.all(SELECTION), *view.stackset.absent_of(SELECTION)):
        for name, value, body in _otherwise(selection, view):
            if _takes(body, item, view):
                return f"{name}={value}"
    return ""


def _takes(body: Property, item: Item, view: PlannedView) -> bool:
    try:
        return selects(body, item, view)
    except NotKnown:
        return False


def _otherwise(selection: Item, view: PlannedView) -> Iterator[tuple[str, str, Property]]:
    """The selection under each value of each switch: a parameter with AllowedValues that says no region."""
    stack, path = view.stackset.stacks[selection.region], selection["BackupSelection"].path
    for name, declared in stack.parameter_set.declarations.items():
        for value in declared.allowed_values or ():
            if value == stack.parameters.get(name) or value in view.regions:
                continue
            variant = stack.under({name: value})
            if variant.made(selection.logical_id) and _taken(variant, stack):
                yield name, value, Property(selection, path, variant.value(selection.logical_id, ["BackupSelection"]))


def _taken(variant: Variant, stack: Stack) -> bool:
    """Whether the Rules of the template take the values."""
    problems = RuleSet(stack.template, stack.parameter_set).evaluate(variant.values, stack.place.pseudo)
    return all(problem.status is not Status.FAIL for problem in problems)
