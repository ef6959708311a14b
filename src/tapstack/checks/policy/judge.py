"""Judges one rule on one region's stack: each resource by itself where its verdict hangs on it alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from tapstack.checks.policy.document import Document
from tapstack.checks.policy.doubts import Hanging, certain, hanging
from tapstack.checks.policy.engine import Binding, EngineError, statuses, violations
from tapstack.checks.policy.engine.apart import evaluate_apart
from tapstack.checks.policy.unit import Unit
from tapstack.checks.policy.verdict import Verdict
from tapstack.findings import Status


def judge(unit: Unit, document: Document, engine: Binding) -> Iterator[Verdict]:
    """The verdicts: one for each resource that the rule is about, or one for all of them together."""
    if unit.faults:
        yield Verdict(Status.ERROR, None, why=" ".join(unit.faults))
        return
    scope = unit.scope
    names = document.of_types(scope.types)
    for name in document.absent_of(scope.types) if scope.separate else ():
        yield Verdict(Status.SKIP, name, why=f"{name} does not exist in {document.stack.region}")
    if not scope.separate or not names:
        yield _Evaluation(unit, document, engine, names).together()
        return
    for name in names:
        yield _Evaluation(unit, document, engine, [name]).alone(name)


class _Evaluation:
    """One rule on a document of these resources."""

    def __init__(self, unit: Unit, document: Document, engine: Binding, names: Sequence[str]) -> None:
        self.unit = unit
        self.document = document
        self.engine = engine
        self.names = names

    def alone(self, name: str) -> Verdict:
        """The verdict on the one resource."""
        if name in self.document.maybe:
            return Verdict(Status.UNKNOWN, name, doubts=(self.document.maybe[name],))
        return self._verdict(name, self._hangs_on(name))

    def together(self) -> Verdict:
        """The verdict on all; resources of which it is unknown whether they exist leave it open."""
        maybe = tuple(self.document.maybe[name] for name in self.names if name in self.document.maybe)
        found = [self._hangs_on(name) for name in self.names]
        if {"Outputs", "*"} & self.unit.scope.sections:
            found.append(self._hangs_on(""))
        doubts = (*maybe, *(doubt for hangs in found for doubt in hangs.doubts))
        return self._verdict(None, Hanging(doubts, bool(maybe) or any(hangs.guarded for hangs in found)))

    def _hangs_on(self, name: str) -> Hanging:
        return hanging(self.unit.scope, self.document.doubts[name], self.document.types.get(name))

    def _verdict(self, resource: str | None, hangs: Hanging) -> Verdict:
        text = self.document.text(self.names, self.unit.scope.sections)
        try:
            evaluate = evaluate_apart if self.unit.whole else self.engine.evaluate
            tree = evaluate(text, self.unit.text)
            status = Status(statuses(tree)[self.unit.name])
        except EngineError as error:
            return Verdict(Status.ERROR, resource, why=str(error))
        if status is Status.FAIL:
            return self._failed(resource, tree, hangs)
        hanging_on = hangs.doubts if status is Status.PASS or hangs.guarded else ()
        return Verdict(Status.UNKNOWN if hanging_on else status, resource, doubts=hanging_on)

    def _failed(self, resource: str | None, tree: dict[str, Any], hangs: Hanging) -> Verdict:
        found = tuple(violations(tree, self.unit.name))
        if not hangs.doubts:
            return Verdict(Status.FAIL, resource, found)
        root = {"Resources": self.document.stack.bodies, "Outputs": self.document.stack.outputs}
        sure = () if hangs.guarded else certain(root, found, hangs.doubts)
        return Verdict(Status.FAIL, resource, sure) if sure else Verdict(Status.UNKNOWN, resource, doubts=hangs.doubts)
