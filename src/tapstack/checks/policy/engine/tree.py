"""Reading the tree that an evaluation leaves: how each rule ended, and which clauses were violated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from tapstack.checks.policy.engine.failures import EngineError

Tree = dict[str, Any]
_CONDITIONS = frozenset({"Filter", "RuleCondition", "WhenCondition", "TypeCondition"})
_RANK = {"SKIP": 0, "PASS": 1, "FAIL": 2}


@dataclass(frozen=True, slots=True)
class Violation:
    """A clause that did not hold.

    ``path`` is where the value stands, as the engine writes it: ``/Resources/X/Properties/Name``; ``missing`` is
    the rest of the query where it led nowhere. ``actual`` and ``expected`` are values. ``clause`` is the clause as
    the engine prints it, ``message`` what its author wrote behind it. ``alternative`` is the same number for all
    clauses of which one would have been enough, else 0. ``across`` if it compares values of the document with each
    other: then the engine may name the wrong one.
    """

    path: str
    missing: str
    actual: Any
    expected: Any
    operator: str
    negated: bool
    clause: str
    message: str
    alternative: int
    across: bool = False


def statuses(tree: Tree) -> dict[str, str]:
    """How each rule ended, by name: PASS, FAIL or SKIP. Of rules that share a name, the worst counts."""
    found: dict[str, str] = {}
    for node in tree.get("children", ()):
        name, status = named(node), str(status_of(node))
        if _RANK[status] >= _RANK[found.get(name, "SKIP")]:
            found[name] = status
    return found


def ended(tree: Tree, rule: str) -> str:
    """How one rule ended. Raises EngineError where the tree has no such rule."""
    found = statuses(tree)
    if rule not in found:
        raise EngineError(f"the engine gave no verdict on a rule {rule!r}")
    return found[rule]


def violations(tree: Tree, rule: str) -> tuple[Violation, ...]:
    """The violated clauses of one rule, each once, in the order of evaluation."""
    return violated([node for node in tree.get("children", ()) if named(node) == rule])


def violated(nodes: Iterable[Tree]) -> tuple[Violation, ...]:
    """The violated clauses below some nodes, each once."""
    unique: dict[str, Violation] = {}
    for node in nodes:
        for violation in _violated(node, 0):
            unique.setdefault(repr(violation), violation)
    return tuple(unique.values())


def named(node: Tree) -> str:
    """The name of the rule whose node this is."""
    return str(node["container"]["RuleCheck"]["name"]).rpartition("/")[2]


def kind_of(node: Tree) -> str | None:
    """What sort of node it is."""
    container = node.get("container")
    return next(iter(container)) if isinstance(container, dict) else None


def status_of(node: Tree) -> str | None:
    """PASS, FAIL or SKIP, where the node says so."""
    body = next(iter(node["container"].values()))
    if not isinstance(body, dict):
        return str(body)
    status = body.get("status") or body.get("block", {}).get("status")
    return None if status is None else str(status)


def _violated(node: Tree, alternative: int) -> Iterator[Violation]:
    kind = kind_of(node)
    if kind is None or kind in _CONDITIONS:
        return
    body = node["container"][kind]
    if kind == "ClauseValueCheck":
        yield from _clause(body, node["context"], alternative)
    elif status_of(node) == "FAIL":
        within = id(node) if kind == "Disjunction" or _is_some(body) else alternative
        for child in node.get("children", ()):
            yield from _violated(child, within)


def _is_some(body: Any) -> bool:
    """Whether one of the values was enough."""
    return isinstance(body, dict) and bool(body.get("at_least_one_matches"))


def _clause(body: Any, context: str, alternative: int) -> Iterator[Violation]:
    if not isinstance(body, dict) or not context:
        return  # it held, or it is the filter of a map's keys, which has no text
    ((kind, check),) = body.items()
    if kind == "NoValueForEmptyCheck":
        yield Violation("", "", None, None, "empty", False, context.strip(), str(check or ""), alternative)
        return
    value = check["value"] if kind == "Unary" else check
    if value.get("status", "FAIL") != "FAIL":
        return
    message = value.get("custom_message") or check.get("custom_message") or ""
    if kind == "DependentRule":
        yield Violation("", "", None, check["rule"], "rule", False, context.strip(), message, alternative)
        return
    path, missing, actual = _reached(value.get("from"))
    operator, negated = check.get("comparison") or ("", False)
    wanted = [_reached(item) for item in _several(value.get("to"))]
    values = [item[2] for item in wanted]
    expected = values if isinstance(value.get("to"), list) else next(iter(values), None)
    across = any(item[0] for item in wanted)
    yield Violation(path, missing, actual, expected, operator, negated, context.strip(), message, alternative, across)


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _reached(query: Any) -> tuple[str, str, Any]:
    """Path, what is missing below it, and the value."""
    if not isinstance(query, dict):
        return "", "", None
    ((kind, body),) = query.items()
    if kind == "UnResolved":
        return body["traversed_to"]["path"], body["remaining_query"], None
    return body.get("path", ""), "", body.get("value")
