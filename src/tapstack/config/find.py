"""Which file is the configuration."""

import tomllib
from pathlib import Path
from typing import Any

from tapstack.findings import InputError

OWN = "tapstack.toml"
SHARED = "pyproject.toml"


def find(start: Path) -> tuple[Path, str, dict[str, Any]] | None:
    """The nearest configuration upward from ``start``: file, text, table; None if there is none.

    In one folder ``tapstack.toml`` wins, being about nothing else; a ``pyproject.toml`` counts only
    with a table ``[tool.tapstack]``. Raises InputError for a file that is not TOML.
    """
    for folder in (start, *start.parents):
        for file in (folder / OWN, folder / SHARED):
            if file.is_file() and (found := load(file)) is not None:
                return file, *found
    return None


def load(file: Path) -> tuple[str, dict[str, Any]] | None:
    """Text and table of ``file``; None for a ``pyproject.toml`` that does not configure us."""
    text = _text(file)
    if file.name == SHARED and "tapstack" not in text:
        return None
    body = _parse(file, text)
    if file.name != SHARED:
        return text, body
    tool = body.get("tool")
    table = tool.get("tapstack") if isinstance(tool, dict) else None
    return None if table is None else (text, table)


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise InputError("Not UTF-8.", remedy="Save the file as UTF-8.", file=file) from error
    except OSError as error:
        raise InputError(
            f"Cannot be read: {error.strerror}.", remedy="Check the path and its rights.", file=file
        ) from error


def _parse(file: Path, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        line, column, message = _place(str(error), text)
        raise InputError(
            f"Not valid TOML: {message}.", remedy="Correct it.", file=file, line=line, column=column
        ) from error


def _place(message: str, text: str) -> tuple[int | None, int | None, str]:
    import re

    found = re.search(r" \(at line (\d+), column (\d+)\)$", message)
    if not found:
        return max(len(text.splitlines()), 1), None, message.removesuffix(" (at end of document)")
    return int(found[1]), int(found[2]), message[: found.start()]
