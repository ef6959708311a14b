"""YAML and JSON files that are no templates, read as templates are: with positions, limits and clear errors."""

import json
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from tapstack.findings import InputError, Problem, TemplatePath
from tapstack.template.decode import decode
from tapstack.template.file_bytes import read_bytes, shown
from tapstack.template.json_error import json_error
from tapstack.template.json_places import read_layout
from tapstack.template.json_text import read_json
from tapstack.template.lines import Lines
from tapstack.template.places import PlaceTree
from tapstack.template.position import Positions

_MOST_BYTES = 1_000_000
_MOST_JSON_BYTES = 256_000_000


@dataclass(frozen=True, slots=True)
class Document:
    """The value of one file, of plain dict, list, str, int, float, bool and None, and where each part stands."""

    file: str
    value: Any
    positions: Positions

    def line(self, path: TemplatePath) -> int:
        """The line, from 1, in which ``path`` stands, or its nearest ancestor in the text."""
        return self.positions.find(path).line

    def error(self, message: str, remedy: str, path: TemplatePath) -> InputError:
        """The error about what stands at ``path``."""
        line, column = self.positions.find(path)
        return InputError(message, remedy=remedy, file=self.file, line=line, column=column)


def load_document(path: str | Path, what: str, empty: str) -> Document:
    """The document in a file, JSON if its name ends in ``.json``; no tags, aliases or keys that occur twice.

    ``what`` names in a remedy which file is wanted, ``empty`` says what to write into one without content.
    Raises InputError.
    """
    file = shown(path)
    text = _text(path, what, empty, _MOST_BYTES)
    if PurePath(file).suffix.lower() == ".json":
        value, positions, problems = read_json(text, file)
    else:
        from tapstack.template.yaml_document import read_yaml

        value, positions, problems = read_yaml(text, file, empty)
    for problem in problems:
        raise _refused(problem, file)
    return Document(file, value, positions)


def load_large_json(path: str | Path, what: str, empty: str) -> Document:
    """The document in a JSON file that a program wrote, of whatever number of values. Raises InputError."""
    file = shown(path)
    text = _text(path, what, empty, _MOST_JSON_BYTES)
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        raise json_error(text, error, file) from None
    except (ValueError, RecursionError):
        remedy = f"Give {what}."
        raise InputError("a number too long, or levels too many, to read.", remedy=remedy, file=file) from None
    return Document(file, value, PlaceTree(Lines(text), lambda: read_layout(text).top))


def read_text(path: str | Path, what: str, most: int) -> str:
    """The text of a file of at most ``most`` bytes, empty where there is nothing in it but blanks.

    ``what`` names in a remedy which file is wanted. Raises InputError.
    """
    data = read_bytes(path, what, most, lambda size, file: _too_large(size, file, most))
    return decode(data, shown(path)) if data.removeprefix(b"\xef\xbb\xbf").strip() else ""


def _text(path: str | Path, what: str, empty: str, most: int) -> str:
    text = read_text(path, what, most)
    if not text:
        raise InputError("the file is empty.", remedy=empty, file=shown(path), line=1, column=1)
    return text


def _refused(problem: Problem, file: str) -> InputError:
    remedy = problem.fix or problem.check.fix
    return InputError(f"{problem.message}.", remedy=remedy, file=file, line=problem.line, column=problem.column)


def _too_large(size: int, file: str, most: int) -> InputError:
    return InputError(f"{size:,} bytes; at most {most:,} are read.", remedy="Split the file.", file=file)
