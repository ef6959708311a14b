"""The statements of a file that import from parts: ``from parts.clients import client``, and nothing else."""

import ast
from collections.abc import Sequence
from itertools import pairwise

from tapstack.findings import InputError
from tapstack.template.embedding.source_text import SourceText

FOLDER = "parts"


def part_imports(file: SourceText) -> dict[int, ast.ImportFrom]:
    """The imports of parts by their first lines. Raises InputError for one that a part's text cannot replace."""
    found: dict[int, ast.ImportFrom] = {}
    for node in ast.walk(file.tree):
        if isinstance(node, ast.Import) and (named := [one.name for one in node.names if _is_part(one.name)]):
            raise _form(file, node, named[0], "its names are not listed")
        if isinstance(node, ast.ImportFrom) and ((node.level and file.part) or _is_part(node.module)):
            found[node.lineno] = _checked(file, node)
    return found


def part_name(node: ast.ImportFrom) -> str:
    """The name of the part that a statement imports from."""
    return str(node.module).removeprefix(f"{FOLDER}.")


def _is_part(module: str | None) -> bool:
    return str(module).partition(".")[0] == FOLDER


def _checked(file: SourceText, node: ast.ImportFrom) -> ast.ImportFrom:
    module = str(node.module)
    if node.level:
        raise _form(file, node, f"{FOLDER}.{module.removeprefix(f'{FOLDER}.')}", "it is relative")
    if module.count(".") != 1:
        raise _form(file, node, "", f"a part is a file in the folder {FOLDER} itself")
    if any(alias.name == "*" for alias in node.names):
        raise _form(file, node, module, "its names are not listed")
    if found := next((alias for alias in node.names if alias.asname), None):
        raise _form(file, found, module, f"{found.name} would be named {found.asname} in this file only")
    _check_place(file, node)
    return node


def _check_place(file: SourceText, node: ast.ImportFrom) -> None:
    if node not in file.tree.body:
        message = f"{ast.unparse(node)!r} is not a statement of the module itself, so that the part cannot replace it."
        raise file.refused(node, message, "Move it to the top of the file.")
    if node in _sharing(file.tree.body):
        message = f"{ast.unparse(node)!r} shares its line with another statement, so that the part cannot replace it."
        raise file.refused(node, message, "Give it a line of its own.")


def _sharing(body: Sequence[ast.stmt]) -> list[ast.stmt]:
    """The statements of which another begins or ends in the same line."""
    return [one for first, second in pairwise(body) if first.end_lineno == second.lineno for one in (first, second)]


def _form(file: SourceText, node: ast.stmt | ast.alias, module: str, why: str) -> InputError:
    message = f"{ast.unparse(node)!r} is no import of a part: {why}."
    return file.refused(node, message, f"Write: from {module or f'{FOLDER}.NAME'} import NAME.")
