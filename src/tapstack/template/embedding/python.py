"""Whether a source is Python of the function's runtime, and which functions it has."""

import ast
import re
import sys
import warnings
from typing import Any

from tapstack.findings import InputError
from tapstack.template.embedding.functions import Function, refused
from tapstack.template.model import Template

_RUNTIME = re.compile(r"python3\.(\d+)")
_OWN = sys.version_info.minor


def check_runtime(template: Template, function: Function) -> int:
    """The minor version of Python 3 that the function runs on; the running one where only AWS knows.

    Raises InputError for a runtime that is not Python.
    """
    runtime = function.value_of("Runtime")
    if not isinstance(runtime, str):
        return _OWN
    if found := _RUNTIME.fullmatch(runtime):
        return int(found[1])
    message = f"{function.name} names a source, but its runtime {runtime!r} is not Python."
    raise refused(template, (*function.path, "Properties", "Runtime"), message, "Only Python sources are embedded.")


def parse(text: str, file: str, minor: int) -> ast.Module:
    """The syntax tree, as far as the running Python knows that of the wanted one. Raises InputError."""
    version = min(minor, _OWN)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # an escape that Python only frowns upon
            tree = ast.parse(text, file, feature_version=(3, version))
            compile(tree, file, "exec", dont_inherit=True)
    except SyntaxError as error:
        raise _wrong(error, file, minor) from None
    return tree


def callables(tree: ast.Module) -> list[str]:
    """The names that a module defines or assigns at its top level; Lambda calls no coroutine functions."""
    defined = [node.name for node in tree.body if isinstance(node, ast.FunctionDef)]
    targets = [target for node in tree.body if isinstance(node, ast.Assign) for target in node.targets]
    return [*defined, *(target.id for target in targets if isinstance(target, ast.Name))]


def handler_fault(handler: Any, names: list[str]) -> str | None:
    """What is wrong with a literal handler, None where nothing is."""
    module, _, name = handler.partition(".") if isinstance(handler, str) else ("", "", "")
    return None if module == "index" and name in names else f"handler {handler!r} is not index and a function of"


def _wrong(error: SyntaxError, file: str, minor: int) -> InputError:
    reader = f", as Python 3.{_OWN} reads it" if minor > _OWN else ""
    remedy = f"Correct it, or run tapstack on Python 3.{minor}." if minor > _OWN else "Correct it."
    return InputError(
        f"not valid Python 3.{minor}{reader}: {error.msg}.",
        remedy=remedy,
        file=file,
        line=error.lineno or 1,
        column=max(error.offset or 1, 1),
    )
