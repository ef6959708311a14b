"""Fn::ForEach: one body for each item of a collection; a function of AWS::LanguageExtensions.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from tapstack.findings import Status, TemplatePath
from tapstack.render.call import summary
from tapstack.render.checks import EXTENSION, FOR_EACH
from tapstack.render.functions.ref import tells_secret
from tapstack.render.value import describe, is_scalar
from tapstack.template.unresolved import Unresolved

if TYPE_CHECKING:
    from tapstack.render.compiler import Compiler
    from tapstack.render.run import Run

    Seed = Run
    """A run by which collections that depend on parameters are expanded."""

PREFIX = "Fn::ForEach::"
_SECTIONS = ("Conditions", "Resources", "Outputs")
_FORM = "[identifier, collection, {key: value}]"

Entry = tuple[str, Any, TemplatePath]


class NeedsSeedError(Exception):
    """A collection depends on parameters, so the template can only be compiled with their values."""


def entries(compiler: Compiler, raw: dict[str, Any], path: TemplatePath) -> Iterator[Entry]:
    """Key, raw value and path of each member of ``raw``, loops expanded.

    While an entry is handed out, the loop variables that made it are in force in ``compiler``.
    """
    for key, value in raw.items():
        if key.startswith(PREFIX):
            yield from _loop(compiler, key, value, (*path, key))
        else:
            yield (compiler.substitute(key) if compiler.bindings else key), value, (*path, key)


def _loop(compiler: Compiler, key: str, raw: Any, path: TemplatePath) -> Iterator[Entry]:
    if not compiler.extended:
        compiler.fail(EXTENSION, path, f"{key} needs the transform AWS::LanguageExtensions.")
    elif _is_repeated(compiler, key, path):
        compiler.fail(FOR_EACH, path, f"{key} is the name of another loop; each loop needs its own.")
    elif key.removeprefix(PREFIX) in compiler.template.section("Resources"):
        compiler.fail(FOR_EACH, path, f"{key} has the name of a resource; each loop needs a name of its own.")
    elif not _well_formed(raw):
        compiler.fail(FOR_EACH, path, f"{key} takes {_FORM}, not {summary(raw)}.")
    else:
        for item in _collection(compiler, raw[1], (*path, 1)):
            compiler.volume.repeat(path)
            with compiler.bound({raw[0]: item}):
                yield from entries(compiler, raw[2], (*path, 2))


def _is_repeated(compiler: Compiler, key: str, path: TemplatePath) -> bool:
    """Whether another loop has the name: then all that have it are refused, whichever stands first."""
    if compiler.loop_names is None:
        compiler.loop_names = Counter(_loop_names([compiler.template.section(name) for name in _SECTIONS]))
    return compiler.loops.setdefault(key, path) != path or compiler.loop_names[key] > 1


def _loop_names(body: Any) -> Iterator[str]:
    """The name of each loop as often as it is written; an alias in YAML is not written again."""
    pending, seen = [body], set[int]()
    while pending:
        value = pending.pop()
        if id(value) in seen or not isinstance(value, dict | list):
            continue
        seen.add(id(value))
        if isinstance(value, dict):
            yield from (key for key in value if key.startswith(PREFIX))
        pending += value.values() if isinstance(value, dict) else value


def _well_formed(raw: Any) -> bool:
    return (
        isinstance(raw, list)
        and len(raw) == 3
        and isinstance(raw[0], str)
        and isinstance(raw[1], list | dict)
        and isinstance(raw[2], dict)
    )


def _collection(compiler: Compiler, raw: Any, path: TemplatePath) -> list[Any]:
    node = compiler.argument(raw, path)
    if tells_secret(node):
        compiler.unexpanded = True
        compiler.fail(FOR_EACH, path, "The collection depends on a NoEcho parameter.", status=Status.UNKNOWN)
        return []
    items = compiler.expand(node)
    if isinstance(items, list) and all(is_scalar(item) and not isinstance(item, Unresolved) for item in items):
        return items
    compiler.unexpanded = True
    unknown = isinstance(items, list | Unresolved)
    message = f"The collection is {describe(items) if unknown else summary(items)}, not a list of known texts."
    compiler.fail(FOR_EACH, path, message, status=Status.UNKNOWN if unknown else Status.FAIL)
    return []
