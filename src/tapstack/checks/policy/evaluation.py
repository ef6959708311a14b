"""What the engine says of one rule, on resources together or on each of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tapstack.checks.policy.document import Document
from tapstack.checks.policy.engine import Binding, EngineError, Violation, ended, shares, violations
from tapstack.checks.policy.engine.apart import evaluate_apart
from tapstack.checks.policy.unit import Unit
from tapstack.findings import Status


@dataclass(frozen=True, slots=True)
class Ending:
    """PASS, FAIL with what is violated, SKIP, or ERROR and why."""

    status: Status
    violations: tuple[Violation, ...] = ()
    why: str = ""


def together(unit: Unit, document: Document, engine: Binding, names: Sequence[str]) -> Ending:
    """How the rule ends on a document of these resources."""
    evaluate = evaluate_apart if unit.whole else engine.evaluate
    try:
        tree = evaluate(document.text(names, unit.scope.sections), unit.text)
        status = Status(ended(tree, unit.name))
    except EngineError as error:
        return Ending(Status.ERROR, why=str(error))
    return Ending(status, violations(tree, unit.name) if status is Status.FAIL else ())


def each(unit: Unit, document: Document, engine: Binding, names: Sequence[str]) -> dict[str, Ending]:
    """How the rule ends on each resource by itself.

    All at once where the rule is of a form that lets the result be taken apart; else, and where one of them has no
    verdict, one by one.
    """
    if unit.clauses and len(names) > 1:
        try:
            tree = engine.evaluate(document.text(names, unit.scope.sections), unit.text)
        except EngineError:
            tree = {"children": []}
        found = shares(tree, unit.name, names, unit.clauses)
        if found is not None:
            return {name: Ending(Status(status), violated) for name, (status, violated) in found.items()}
    return {name: together(unit, document, engine, [name]) for name in names}
