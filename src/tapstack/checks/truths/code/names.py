"""The names that Python code binds and uses."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator

from tapstack.checks.truths.code.source import Source

_MODULE = frozenset(
    {"__file__", "__name__", "__doc__", "__spec__", "__package__", "__loader__", "__builtins__", "__path__"}
)
_BUILTIN = frozenset(dir(builtins)) | _MODULE | {"WindowsError", "PythonFinalizationError"}
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def unbound(source: Source) -> list[str]:
    """The names that the code uses and nothing in it ever binds; none where it may be bound unseen."""
    if any(isinstance(node, ast.ImportFrom) and node.names[0].name == "*" for node in source.nodes):
        return []
    if {"exec", "eval", "globals", "setattr"} & {
        node.func.id for node in source.calls if isinstance(node.func, ast.Name)
    }:
        return []
    used = {node.id for node in source.nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
    loose = used - _BUILTIN
    return sorted(loose - set(_bound(source))) if loose else []


def _bound(source: Source) -> Iterator[str]:
    for node in source.nodes:
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            yield node.id
        elif isinstance(node, (*_FUNCTIONS, ast.ClassDef)):
            yield node.name
            yield "__class__"
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.ExceptHandler | ast.MatchAs | ast.MatchStar) and node.name:
            yield node.name
        elif isinstance(node, ast.MatchMapping) and node.rest:
            yield node.rest
        elif isinstance(node, ast.Global | ast.Nonlocal):
            yield from node.names
        elif type(node).__name__ in ("TypeVar", "ParamSpec", "TypeVarTuple"):
            yield str(getattr(node, "name", ""))
    yield from source.modules
    yield from (
        alias.asname or alias.name for node in source.nodes if isinstance(node, ast.ImportFrom) for alias in node.names
    )
