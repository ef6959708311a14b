"""CODE-002: the handler of inline code is a function of index that takes an event and a context."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tapstack.checks.truths.code.source import FUNCTION, Source, python
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(site: Property, _: View) -> Iterator[Fault]:
    """A fault for another module, for a function that is not there, and for one that does not take two arguments."""
    handler = site["Handler"]
    if not site["Code.ZipFile"].given or not handler.given:
        return
    module, _dot, name = handler.text.rpartition(".")
    if module != "index":
        yield Fault(handler, f"The handler is {handler.shown}; inline code lies in index.")
        return
    found = python(site)
    if found is None or found.tree is None:
        return
    defined = [node for node in found.tree.body if getattr(node, "name", None) == name]
    if defined and isinstance(defined[-1], ast.FunctionDef | ast.AsyncFunctionDef):
        if wrong := _arguments(defined[-1]):
            yield Fault(handler, f"The handler {name} {wrong}.")
    elif not defined and not _bound(found, name):
        yield Fault(handler, f"The code has no function {name}.")


def _arguments(function: ast.FunctionDef | ast.AsyncFunctionDef) -> str:
    if isinstance(function, ast.AsyncFunctionDef):
        return "is async, which the runtime does not wait for"
    given = function.args
    takes = len(given.posonlyargs) + len(given.args)
    needs = takes - len(given.defaults)
    if function.decorator_list:
        return ""
    if needs > 2 or (takes < 2 and given.vararg is None):
        return f"takes {takes} arguments; it is given an event and a context"
    return "needs arguments by name" if None in given.kw_defaults else ""


def _bound(found: Source, name: str) -> bool:
    """Whether the name is bound in another way, or may be."""
    names = {node.id for node in found.every(ast.Name) if not isinstance(node.ctx, ast.Load)}
    stars = any(node.names[0].name == "*" for node in found.every(ast.ImportFrom))
    inner = {node.name for node in found.every(ast.FunctionDef)} - _inside(found)
    return stars or name in names or name in found.modules or name in inner


def _inside(found: Source) -> set[str]:
    """The names of functions within functions and classes."""
    within = [*found.every(ast.FunctionDef), *found.every(ast.ClassDef)]
    return {
        one.name for node in within for one in ast.walk(node) if one is not node and isinstance(one, ast.FunctionDef)
    }


TRUTH = Truth(
    id="CODE-002",
    title="The handler of inline code is a function of index that takes an event and a context",
    why="Every call fails: Runtime.HandlerNotFound or Runtime.ImportModuleError, or a TypeError for its arguments.",
    fix="Write Handler: index.NAME, and def NAME(event, context) in the code.",
    source="resource schema AWS::Lambda::Function, Code.ZipFile (the first part of the handler must be index);"
    " Lambda Developer Guide, handler in Python",
    about=(FUNCTION,),
    judge=judge,
    later=True,
)
