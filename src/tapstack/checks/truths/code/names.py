"""The names that Python code binds and uses."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from tapstack.checks.truths.code.source import Source

_MODULE = frozenset(
    {
        "__file__",
        "__name__",
        "__doc__",
        "__spec__",
        "__package__",
        "__loader__",
        "__builtins__",
        "__path__",
        "__class__",
        "__qualname__",
        "__module__",
        "__annotations__",
    }
)
_BUILTIN = frozenset(dir(builtins)) | _MODULE | {"WindowsError", "PythonFinalizationError"}
_UNSEEN = frozenset({"exec", "eval", "globals", "setattr"})
_OF_NEWER = [getattr(ast, name) for name in ("TypeVar", "ParamSpec", "TypeVarTuple") if hasattr(ast, name)]
_NAMING: tuple[Any, ...] = (
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.ClassDef,
    ast.ExceptHandler,
    ast.MatchAs,
    ast.MatchStar,
    *_OF_NEWER,
)


@lru_cache(maxsize=256)
def unbound(source: Source) -> list[str]:
    """The names that the code uses and nothing in it ever binds; none where it may be bound unseen."""
    if any(node.names[0].name == "*" for node in source.every(ast.ImportFrom)):
        return []
    if _UNSEEN & {node.func.id for node in source.calls if isinstance(node.func, ast.Name)}:
        return []
    used = {node.id for node in source.every(ast.Name) if isinstance(node.ctx, ast.Load)}
    loose = used - _BUILTIN
    return sorted(loose - set(_bound(source))) if loose else []


def _bound(source: Source) -> Iterator[str]:
    yield from source.modules
    yield from (node.id for node in source.every(ast.Name) if not isinstance(node.ctx, ast.Load))
    yield from (node.arg for node in source.every(ast.arg))
    yield from (node.rest or "" for node in source.every(ast.MatchMapping))
    yield from (name.asname or name.name for node in source.every(ast.ImportFrom) for name in node.names)
    for kind in _NAMING:
        yield from (node.name or "" for node in source.every(kind))
    scopes: tuple[Any, ...] = (ast.Global, ast.Nonlocal)
    for kind in scopes:
        yield from (name for node in source.every(kind) for name in node.names)
