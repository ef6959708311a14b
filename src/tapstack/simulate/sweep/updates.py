"""An update that touches as much as one update can, found by trying the template's own parameters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from tapstack.checks.plan import planned_view
from tapstack.checks.truths.catalogue import truths
from tapstack.checks.truths.judge import judge
from tapstack.facts.physical_names import name_rules
from tapstack.facts.regions import is_region
from tapstack.findings import Severity, Status
from tapstack.simulate.engine.changes import replaced

if TYPE_CHECKING:
    from tapstack.checks.subject import Subject
    from tapstack.template.declaration import Declaration


def wide_update(subject: Subject) -> dict[str, str]:
    """Other values of as many parameters as can change together: each legal, none replacing what has a fixed name."""
    chosen: dict[str, str] = {}
    for name, declaration in subject.parameters.declarations.items():
        for value in _other_values(declaration, str(subject.values.values[name])):
            changed = {**chosen, name: value}
            if _legal(subject, changed) and _differs(subject, chosen, changed):
                chosen = changed
                break
    return chosen


def _other_values(declaration: Declaration, now: str) -> Iterator[str]:
    """Values beside the present one: one of the allowed, the next number, a text with a letter more."""
    if is_region(now) or not now:
        return
    if declaration.allowed_values:
        yield from (value for value in declaration.allowed_values if value != now)
    elif declaration.type.name == "Number":
        yield str(int(float(now)) + 1)
    else:
        yield f"{now}2"


def _legal(subject: Subject, changed: Mapping[str, str]) -> bool:
    """Whether the template takes the values, no truth speaks against them, and no fixed name would be taken twice."""
    world = subject.in_world(changed, subject.regions)
    if any(problem.status is Status.FAIL for problem in world.values.problems):
        return False
    if any(problem.status is Status.FAIL for stack in world.stacks.values() for problem in stack.problems):
        return False
    pseudo = (world.place(region).pseudo for region in world.regions)
    if any(world.rules.evaluate(world.values, names) for names in pseudo):
        return False
    return not any(_clashes(subject, world)) and not _refused(world)


def _clashes(subject: Subject, world: Subject) -> Iterator[bool]:
    """Whether each resource would be replaced though its name is fixed, or it is one that is to be kept."""
    for region, stack in world.stacks.items():
        before = subject.stacks[region].resources
        for name, resource in stack.resources.items():
            if name in before and isinstance(resource.properties, dict):
                old, new = before[name].properties, resource.properties
                fixed = any(
                    rule.scope and rule.name in new and new[rule.name] == old.get(rule.name)
                    for rule in name_rules(resource.type)
                )
                kept = str(resource.body.get("DeletionPolicy", "")).startswith("Retain")
                yield (fixed or kept) and any(replaced(resource.type, old, new))


def _refused(world: Subject) -> bool:
    view = planned_view(world)
    for truth in truths():
        if truth.severity is Severity.ERROR:
            for item in view.all(*truth.about):
                if any(verdict.status is Status.FAIL for verdict in judge(truth, item, view)):
                    return True
    return False


def _differs(subject: Subject, before: Mapping[str, str], after: Mapping[str, str]) -> bool:
    """Whether the values make another stack in any region."""
    old, new = subject.in_world(before, subject.regions), subject.in_world(after, subject.regions)
    return any(new.stacks[region].bodies != stack.bodies for region, stack in old.stacks.items())
