"""What the code of a function calls, by reading it: the actions that its words can mean.

A word is a method (``client.put_item()``) or a text (``get_paginator("query")``). It is of the service whose client
stands before it, ``client("s3").head_object`` or a name that such a call was given to; else of any that the code names.
So a call too many may be seen, and is not held against anybody: only of those that are ``certain`` it is known.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from tapstack.checks.controls.iam.operations import actions, borrowed, prefix_of
from tapstack.checks.truths.code.clients import clients
from tapstack.checks.truths.code.source import Source


class Called(NamedTuple):
    """What code calls: actions in lower case, with how IAM writes them; ``certain`` are those that it surely calls.

    ``unread`` are the clients whose calls cannot be told: of services that are not known here, or of boto3's resources.
    """

    actions: dict[str, str]
    certain: frozenset[str]
    unread: tuple[str, ...]


@lru_cache(maxsize=256)
def called(code: Source) -> Called:
    """What the code calls."""
    named = frozenset(text for text in code.texts if prefix_of(text))
    bound = _bound(code, named)
    found: dict[str, str] = {}
    certain: set[str] = set()
    for service, word, is_call in _words(code, bound):
        meant = {one: actions(one, word) for one in ([service] if service else sorted(named))}
        meant = {one: asked for one, asked in meant.items() if asked}
        every = [action for asked in meant.values() for action in asked]
        found.update({action.lower(): action for action in every})
        if is_call and (service or (len(meant) == 1 and "_" in word)):
            certain.update(action.lower() for action in every)
    return Called(found, frozenset(certain), tuple(_unread(code, named)))


def _words(code: Source, bound: dict[str, str]) -> Iterator[tuple[str, str, bool]]:
    """Every method and text, before it the service that it is of, or nothing; and whether it is called."""
    for call in code.calls:
        if isinstance(call.func, ast.Attribute):
            service = _service(call.func.value, bound)
            yield from ((service, word, True) for word in borrowed(call.func.attr))
    yield from (("", text, False) for text in code.texts if text.isidentifier())


def _service(receiver: ast.expr, bound: dict[str, str]) -> str:
    if isinstance(receiver, ast.Name):
        return bound.get(receiver.id, "")
    return _made(receiver)


def _made(node: ast.expr) -> str:
    """The service of ``client("s3", region)``, and of what else is made from a service's name."""
    first = node.args[0] if isinstance(node, ast.Call) and node.args else None
    text = first.value if isinstance(first, ast.Constant) else None
    return text if isinstance(text, str) and prefix_of(text) else ""


def _bound(code: Source, named: frozenset[str]) -> dict[str, str]:
    """The names that stand for the client of one service, wherever in the code they are given it."""
    given: dict[str, set[str]] = {}
    for name, value in _assigned(code) if named else ():
        given.setdefault(name, set()).add(_made(value))
    return {name: next(iter(found)) for name, found in given.items() if len(found) == 1}


def _assigned(code: Source) -> Iterator[tuple[str, ast.expr]]:
    for node in code.every(ast.Assign):
        for target in node.targets:
            alike = isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple)
            pairs = zip(target.elts, node.value.elts, strict=False) if alike else [(target, node.value)]  # type: ignore[attr-defined]
            yield from ((one.id, value) for one, value in pairs if isinstance(one, ast.Name))


def _unread(code: Source, named: frozenset[str]) -> Iterator[str]:
    made = clients(code)
    for one in made:
        if one.service and not prefix_of(one.service):
            yield one.service
        elif not one.service and not named:
            yield "a client whose service the code does not spell out"
    if any(code.named(call.func) == "boto3.resource" and _made(call) not in ("", "dynamodb") for call in code.calls):
        yield "a resource of boto3"
