"""Reading the tree that an evaluation leaves: how each rule ended, and which clauses were violated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Tree = dict[str, Any]
_CONDITIONS = frozenset({"Filter", "RuleCondition", "WhenCondition", "TypeCondition"})
_RANK = {"SKIP": 0, "PASS": 1, "FAIL": 2}


@dataclass(frozen=True, slots=True)
class Violation:
    """A clause that did not hold.

    ``path`` is where the value stands, as the engine writes it: ``/Resources/X/Properties/Name``; ``missing`` is
    the rest of the query where it led nowhere. ``actual`` and ``expected`` are values. ``clause`` is the clause as
    the engine prints it, ``message`` what its author wrote behind it. ``alternative`` is the same number for all
    clauses of which one would have been enough, else 0.
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


def statuses(tree: Tree) -> dict[str, str]:
    """How each rule ended, by name: PASS, FAIL or SKIP. Of rules that share a name, the worst counts."""
    found: dict[str, str] = {}
    for node in tree.get("children", ()):
        name, status = _rule(node)
        if _RANK[status] >= _RANK[found.get(name, "SKIP")]:
            found[name] = status
    return found


def violations(tree: Tree, rule: str) -> list[Violation]:
    """The violated clauses of one rule, each once, in the order of evaluation."""
    found = (v for node in tree.get("children", ()) if _rule(node)[0] == rule for v in _violated(node, 0))
    unique: dict[str, Violation] = {}
    for violation in found:
        unique.setdefault(repr(violation), violation)
    return list(unique.values())


def _rule(node: Tree) -> tuple[str, str]:
    check = node["container"]["RuleCheck"]
    return check["name"].rpartition("/")[2], check["status"]


def _violated(node: Tree, alternative: int) -> Iterator[Violation]:
    container = node.get("container")
    if not isinstance(container, dict):
        return
    ((kind, body),) = container.items()
    if kind in _CONDITIONS:
        return
    if kind == "ClauseValueCheck":
        yield from _clause(body, node["context"], alternative)
    elif _status(body) == "FAIL":
        within = id(node) if kind == "Disjunction" else alternative
        for child in node.get("children", ()):
            yield from _violated(child, within)


def _status(body: Any) -> str | None:
    if not isinstance(body, dict):
        return str(body)
    status = body.get("status") or body.get("block", {}).get("status")
    return None if status is None else str(status)


def _clause(body: Any, context: str, alternative: int) -> Iterator[Violation]:
    if not isinstance(body, dict):
        return  # "Success"
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
    yield Violation(path, missing, actual, _wanted(value), operator, negated, context.strip(), message, alternative)


def _reached(query: Any) -> tuple[str, str, Any]:
    """Path, what is missing below it, and the value."""
    if not isinstance(query, dict):
        return "", "", None
    ((kind, body),) = query.items()
    if kind == "UnResolved":
        return body["traversed_to"]["path"], body["remaining_query"], None
    return body.get("path", ""), "", body.get("value")


def _wanted(value: Tree) -> Any:
    wanted = value.get("to")
    if isinstance(wanted, list):
        return [_reached(item)[2] for item in wanted]
    return _reached(wanted)[2]
