"""Files that become one have one namespace: no name may mean something else than in the file itself."""

import ast
from collections.abc import Sequence
from itertools import combinations

from tapstack.findings import InputError, did_you_mean
from tapstack.template.embedding.names import place
from tapstack.template.embedding.part_imports import FOLDER
from tapstack.template.embedding.source_text import SourceText


def check_together(files: Sequence[SourceText]) -> None:
    """InputError where a file would do something else together with the others than by itself."""
    for file in files:
        _check_imports(file)
    for one, other in combinations(files, 2):
        _check_definitions(one, other)
        _check_uses(one, other)
        _check_uses(other, one)


def _check_imports(file: SourceText) -> None:
    """No import may change what other files mean, or bind names that nobody can tell."""
    for node in ast.walk(file.tree):
        if isinstance(node, ast.ImportFrom) and node.module == "__future__":
            message = f"{ast.unparse(node)!r} would hold for every file that is joined with this one."
            raise file.refused(node, message, "Remove it, or import no parts.")
        if isinstance(node, ast.ImportFrom) and node.names[0].name == "*":
            message = f"{ast.unparse(node)!r} might bind names of the files that are joined with this one."
            raise file.refused(node, message, "Name what is imported.")


def _check_definitions(one: SourceText, other: SourceText) -> None:
    """Both may bind a name only by imports of the same."""
    ours, theirs = _bound(one), _bound(other)
    for name in sorted(ours.keys() & theirs.keys()):
        if ours[name] != theirs[name]:
            message = f"{name!r} is defined here and in {other.file}, and means something else there."
            raise one.refused(place(one.tree, name), message, "Rename one of them.")


def _bound(file: SourceText) -> dict[str, str | frozenset[str]]:
    """The names that a file binds without parts, each with what tells whether another binds it to the same."""
    taken = {name: frozenset(origins) for name, origins in file.names.imported.items()}
    own = {name: found for name, found in taken.items() if not all(one.startswith(f"{FOLDER}.") for one in found)}
    return {**own, **dict.fromkeys(file.names.defined, file.file)}


def _check_uses(one: SourceText, other: SourceText) -> None:
    """A name that a file does not bind is a builtin there, and must not become another file's."""
    for name in sorted(one.names.foreign & _bound(other).keys()):
        message = f"{name!r} is used here without being defined, and would be that of {other.file}."
        raise one.refused(place(one.tree, name), message, f"Define or import it here, or rename it in {other.file}.")


def undefined(importer: SourceText, node: ast.ImportFrom, part: SourceText) -> InputError | None:
    """The error about the first imported name that a part does not define, or that it sets again; None without one."""
    for alias in node.names:
        if alias.name not in part.names.defined:
            message = f"{part.file} defines no {alias.name!r}."
            return importer.refused(alias, message, did_you_mean(alias.name, sorted(part.names.defined)))
        if alias.name in part.names.shared:
            message = f"a function of {part.file} sets {alias.name!r} by global, which an import does not follow."
            return importer.refused(alias, message, "Import a function that gives the value.")
    return None
