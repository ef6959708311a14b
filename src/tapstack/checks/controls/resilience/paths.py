"""How the paths through a function's code end: answered, or not."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from typing import Final

from tapstack.checks.truths.code.providers import sending
from tapstack.checks.truths.code.source import Source

ANSWERED: Final = "answered"
FALLS, RETURNS, RAISES = "goes on", "returns", "raises"
_NOTHING = frozenset({FALLS})
_ALL = ("Exception", "BaseException")
Ends = frozenset[str]


@lru_cache(maxsize=256)
def senders(code: Source) -> frozenset[str]:
    """The functions that answer or raise whenever they are called: by a PUT of their own, or by one that does."""
    every = code.every(ast.FunctionDef)
    found = frozenset(one.name for one in every if any(map(_puts, ast.walk(one))))
    while more := {one.name for one in every if one.name not in found and _tries(one, code, found)}:
        found |= more
    return found


def _puts(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value == "PUT"


def _tries(function: ast.FunctionDef, code: Source, known: Collection[str]) -> bool:
    found = ends(function.body, code, known)
    return ANSWERED in found and found <= {ANSWERED, RAISES}


def ends(body: Iterable[ast.stmt], code: Source, known: Collection[str]) -> Ends:
    """How a request ends that comes to these statements; a test for ``ResponseURL`` is one that requests pass.

    A ``for`` is taken to run once at least.
    """
    found = set[str]()
    for statement in body:
        here = _end(statement, code, known)
        found |= here - _NOTHING
        if FALLS not in here:
            return frozenset(found)
    return frozenset(found | _NOTHING)


def _end(statement: ast.stmt, code: Source, known: Collection[str]) -> Ends:
    match statement:
        case ast.If(test=test, body=body, orelse=orelse):
            branches = {True: (body,), False: (orelse,), None: (body, orelse)}[_is_request(test)]
            return frozenset().union(*(ends(branch, code, known) for branch in branches))
        case ast.Try():
            return _tried(statement, code, known)
        case ast.With(body=body) | ast.For(body=body):
            return ends(body, code, known)
        case ast.While(body=body):
            return ends(body, code, known) | _NOTHING
        case ast.FunctionDef() | ast.ClassDef():
            return _NOTHING
        case ast.Match(cases=cases):
            return _NOTHING.union(*(ends(case.body, code, known) for case in cases))
    if any(_answers(node, code, known) for node in _at_once(statement)):
        return frozenset({ANSWERED})
    return frozenset({{ast.Return: RETURNS, ast.Raise: RAISES}.get(type(statement), FALLS)})


def _tried(statement: ast.Try, code: Source, known: Collection[str]) -> Ends:
    """What is raised in the body ends in a handler, if one takes everything."""
    last = ends(statement.finalbody, code, known)
    if last == {ANSWERED}:
        return last
    body = ends([*statement.body, *statement.orelse], code, known)
    caught = frozenset[str]().union(*(ends(handler.body, code, known) for handler in statement.handlers))
    return (body - {RAISES} if any(map(_takes_all, statement.handlers)) else body) | caught


def _takes_all(handler: ast.ExceptHandler) -> bool:
    return handler.type is None or (isinstance(handler.type, ast.Name) and handler.type.id in _ALL)


def _is_request(test: ast.expr) -> bool | None:
    """Whether a request of CloudFormation passes a test; None where that is not said."""
    if isinstance(test, ast.Compare) and isinstance(test.left, ast.Constant) and test.left.value == "ResponseURL":
        return {ast.In: True, ast.NotIn: False}.get(type(test.ops[0]))
    return None


def _at_once(statement: ast.stmt) -> Iterator[ast.Call]:
    """The calls that are made whenever the statement is: none behind ``and``, ``or``, ``if`` or ``lambda``."""
    pending: list[ast.AST] = [statement]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.Call):
            yield node
        if not isinstance(node, ast.BoolOp | ast.IfExp | ast.Lambda | ast.ListComp | ast.GeneratorExp):
            pending.extend(ast.iter_child_nodes(node))


def _answers(call: ast.Call, code: Source, known: Collection[str]) -> bool:
    return sending(code, call) or code.named(call.func) in known
