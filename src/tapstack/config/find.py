"""Which file is the configuration."""

import math
import os
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
    if table is not None and not isinstance(table, dict):
        raise InputError("'tool.tapstack' is not a table.", remedy="Write [tool.tapstack].", file=shown(file))
    return None if table is None else (text, table)


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError("Not UTF-8.", remedy="Save the file as UTF-8.", file=shown(file)) from error
    except OSError as error:
        raise InputError(
            f"Cannot be read: {error.strerror}.", remedy="Check the path and its rights.", file=shown(file)
        ) from error


def _parse(file: Path, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text, parse_float=_finite)
    except (ValueError, RecursionError) as error:
        line, column, message = _place(str(error), text)
        raise InputError(
            f"Not valid TOML: {message}.", remedy="Correct it.", file=shown(file), line=line, column=column
        ) from error


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(f"{text} is not a number here")
    return value


def shown(file: Path) -> str:
    """A path from the current directory if the file lies below it, for people to read."""
    relative = os.path.relpath(file)
    return str(file) if relative.startswith("..") else relative


def _place(message: str, text: str) -> tuple[int | None, int | None, str]:
    import re

    found = re.search(r" \(at line (\d+), column (\d+)\)$", message)
    if not found:
        ended = message.endswith("(at end of document)")
        return max(len(text.splitlines()), 1) if ended else None, None, message.removesuffix(" (at end of document)")
    return int(found[1]), int(found[2]), message[: found.start()]
