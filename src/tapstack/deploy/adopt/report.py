"""A plan and what came of it, as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tapstack.deploy.adopt.fitness import identifier
from tapstack.deploy.adopt.plan import Left, Plan
from tapstack.deploy.adopt.run import Adoption
from tapstack.deploy.retained import Found

_MOST = 100


def planned(plan: Plan) -> Iterator[str]:
    """What will be imported in each region, what the import leaves out, and what is not adopted and why."""
    for region, ones in plan.found.items():
        for found in ones:
            yield f"  {region} {_line(found)}"
    for name, properties in plan.derived.left_out.items():
        yield f"  {name}: without {', '.join(properties)}; the next deployment makes what they refer to, and sets them"
    for left in plan.left:
        yield f"  {left.region} {left.logical_id}: not adopted, {left.why}"


def happened(done: Adoption, plan: Plan) -> Iterator[str]:
    """What came of it, and what to do next."""
    for fault in done.faults:
        yield f"The import changed something: {fault}."
    for one in done.differences:
        values = f"the template has {_cut(one.expected)}, AWS tells {_cut(one.actual)}"
        yield f"{one.region} {one.logical_id}{one.path} differs: {values}."
    if done.differences:
        yield "A deployment does not change what differs, for it compares templates: mend the template or the resource."
    for region, names in done.overrides.items():
        yield f"The instance in {region} has its own values of {', '.join(names)}: the StackSet's do not reach it."
    if done.stack_set is not None:
        count = sum(len(plan.found[region]) for region in plan.regions)
        held = f"{count} resource is" if count == 1 else f"{count} resources are"
        then = "They were deployed since." if done.deployed else "Deploy now: tapstack deploy."
        yield f"{held} in the StackSet {done.stack_set.name}. {then}"


def document(plan: Plan, done: Adoption | None) -> dict[str, Any]:
    """``{"version": 1, "stackName", "imports", "leftOut", "notAdopted", ...}``; ``done`` is None for a dry run."""
    imports = [_import(found) for ones in plan.found.values() for found in ones]
    told: dict[str, Any] = {
        "version": 1,
        "stackName": plan.stack_name,
        "imports": imports,
        "leftOut": {name: list(properties) for name, properties in plan.derived.left_out.items()},
        "notAdopted": [_left(one) for one in plan.left],
        "template": plan.derived.body,
    }
    if done is None:
        return told
    members = {"regions": {region: stack.stack_id for region, stack in done.stacks.items()}, "faults": done.faults}
    differing = [one._asdict() for one in done.differences]
    return {**told, **members, "differences": differing, "overrides": dict(done.overrides), "joined": done.succeeded}


def _line(found: Found) -> str:
    one, seen = found.retained, found.seen
    name = seen.name if seen else one.name
    contents = f" ({seen.contents})" if seen and seen.contents else ""
    state = ": in the new stack already" if found.owner else ""
    return f"{one.logical_id} {one.type} {name}{contents}{state}"


def _import(found: Found) -> dict[str, Any]:
    one, seen = found.retained, found.seen
    named = {"region": one.region, "logicalId": one.logical_id, "type": one.type, "found": seen and seen.to_json()}
    ids = dict(identifier(one.type, seen)) if seen else {}
    return {**named, "identifier": ids, "imported": found.owner is not None}


def _left(one: Left) -> dict[str, Any]:
    return {"region": one.region, "logicalId": one.logical_id, "why": one.why, "fine": one.is_fine}


def _cut(text: str) -> str:
    return text if len(text) <= _MOST else f"{text[:_MOST]}..."
