"""Judges one rule on one region's stack: each resource by itself where its verdict hangs on it alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tapstack.checks.policy.document import Document
from tapstack.checks.policy.doubts import Hanging, certain, hanging
from tapstack.checks.policy.engine import Binding, Violation
from tapstack.checks.policy.evaluation import Ending, each, together
from tapstack.checks.policy.paths import resource_of
from tapstack.checks.policy.unit import Unit
from tapstack.checks.policy.verdict import Verdict
from tapstack.findings import Status


def judge(unit: Unit, document: Document, engine: Binding) -> Iterator[Verdict]:
    """The verdicts: one for each resource that the rule is about, or one for all of them together."""
    if unit.faults:
        yield Verdict(Status.ERROR, None, why=" ".join(unit.faults))
        return
    names = document.of_types(unit.scope.types)
    if unit.scope.separate and unit.scope.types is None and not names:
        yield Verdict(Status.SKIP, None, why="There are no resources")
    elif not unit.scope.separate or not names:
        yield from _by_resource(_together(unit, document, engine, names))
    else:
        yield from _each(unit, document, engine, names)
    for name in document.absent_of(unit.scope.types) if unit.scope.separate else ():
        yield Verdict(Status.SKIP, name, why=f"{name} does not exist in {document.stack.region}")


def _each(unit: Unit, document: Document, engine: Binding, names: Sequence[str]) -> Iterator[Verdict]:
    present = [name for name in names if name not in document.maybe]
    endings = each(unit, document, engine, present)
    for name in names:
        if name in endings:
            yield _verdict(document, name, endings[name], _hangs_on(unit, document, name))
        else:
            yield Verdict(Status.UNKNOWN, name, doubts=(document.maybe[name],))


def _together(unit: Unit, document: Document, engine: Binding, names: Sequence[str]) -> Verdict:
    """The verdict on all; resources of which it is unknown whether they exist leave it open."""
    maybe = tuple(document.maybe[name] for name in names if name in document.maybe)
    outputs = [""] if {"Outputs", "*"} & unit.scope.sections else []
    found = [_hangs_on(unit, document, name) for name in (*names, *outputs)]
    doubts = (*maybe, *(doubt for hangs in found for doubt in hangs.doubts))
    hangs = Hanging(doubts, bool(maybe) or any(hangs.guarded for hangs in found))
    return _verdict(document, None, together(unit, document, engine, names), hangs)


def _by_resource(verdict: Verdict) -> Iterator[Verdict]:
    """A FAIL for each resource in which something is violated; any other verdict as it is."""
    groups: dict[str | None, list[Violation]] = {}
    for violation in verdict.violations:
        groups.setdefault(resource_of(violation.path), []).append(violation)
    for name, found in groups.items():
        yield replace(verdict, resource=name, violations=tuple(found))
    if not groups:
        yield verdict


def _hangs_on(unit: Unit, document: Document, name: str) -> Hanging:
    return hanging(unit.scope, document.doubts[name], document.types.get(name))


def _verdict(document: Document, resource: str | None, ending: Ending, hangs: Hanging) -> Verdict:
    """What the engine says, unless that hangs on what only AWS knows."""
    status = ending.status
    if status is Status.ERROR or not hangs.doubts:
        return Verdict(status, resource, ending.violations, why=ending.why)
    if status is Status.FAIL:
        sure = () if hangs.guarded else certain(document.root, ending.violations, hangs.doubts)
        if sure:
            return Verdict(status, resource, sure)
    elif status is Status.SKIP and not hangs.guarded:
        return Verdict(status, resource)
    return Verdict(Status.UNKNOWN, resource, doubts=hangs.doubts)
