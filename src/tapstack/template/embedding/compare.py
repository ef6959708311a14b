"""The code in the template beside its source."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from tapstack.findings import InputError, Problem, Status
from tapstack.findings.plain import cut
from tapstack.template.embedding import checks
from tapstack.template.embedding.functions import Function, functions, source_name
from tapstack.template.embedding.join import Joined, join
from tapstack.template.embedding.part_imports import FOLDER
from tapstack.template.embedding.python import check_runtime, handler_fault
from tapstack.template.embedding.sources import source_file
from tapstack.template.model import Template

_SHOWN = 60
_JOIN = "Fn::Join"


@dataclass(frozen=True, slots=True)
class Comparison:
    """A function beside its source, which has its parts in it."""

    function: Function
    source: str
    joined: Joined

    @property
    def text(self) -> str:
        """The code that the function should have."""
        return self.joined.text

    @property
    def differs(self) -> bool:
        """Whether the code in the template is other text than the source."""
        return literal(self.function.code) != self.text


def compare(template: Template, function: Function) -> Comparison | None:
    """The comparison, None where the function names no source. Raises InputError where nothing can be embedded."""
    name = source_name(template, function)
    if name is None:
        return None
    minor = check_runtime(template, function)
    file = source_file(template, function, name)
    return Comparison(function, name, join(file, os.path.dirname(template.file), minor))  # noqa: PTH120  as it is written


def problems(template: Template) -> Iterator[Problem]:
    """What is wrong with the embedded code; a source that cannot be embedded is a problem of the function."""
    for function in functions(template):
        try:
            found = compare(template, function)
        except InputError as error:
            yield _not_embedded(template, function, error)
        else:
            yield from faults(template, found) if found else ()


def faults(template: Template, found: Comparison) -> Iterator[Problem]:
    """What is wrong with one function whose source can be embedded."""
    if found.differs:
        yield _difference(template, found)
    yield from _handler(found)


def literal(value: Any) -> str | None:
    """The text of a value that is one: written out, or joined from such texts; None for any other."""
    if isinstance(value, str):
        return value
    if not isinstance(value, dict) or list(value) != [_JOIN]:
        return None
    match value[_JOIN]:
        case [str(delimiter), list(items)]:
            texts = [literal(item) for item in items]
            known = [text for text in texts if text is not None]
            return delimiter.join(known) if len(known) == len(texts) else None
    return None


def _not_embedded(template: Template, function: Function, error: InputError) -> Problem:
    if error.file == template.file:
        return Problem(checks.SOURCE, function.source_path, error.message.rstrip("."), error.remedy)
    where = ":".join(str(part) for part in (error.file, error.line, error.column) if part is not None)
    return Problem(checks.SOURCE, function.source_path, f"{where}: {error.message.rstrip('.')}", error.remedy)


def _difference(template: Template, found: Comparison) -> Problem:
    code = literal(found.function.code)
    path, fix = found.function.code_path, f"Run: tapstack embed {template.file}"
    start = f"the code of {found.function.name} is not its source {found.source}"
    if code is None:
        return Problem(checks.EMBEDDED, path, f"{start}: it is not a text", fix)
    here, there = code.split("\n"), found.text.split("\n")
    number = next((n for n, (a, b) in enumerate(zip(here, there, strict=False)) if a != b), min(len(here), len(there)))
    where = _where(found, number)
    message = f"{start}: line {number + 1} is {_shown(here, number)} here, {_shown(there, number)} in {where}"
    # Where each line is an item of the list, the place is that of the item; else that of the code.
    line, column = template.position((*path, _JOIN, 1, min(number, len(here) - 1)))
    return Problem(checks.EMBEDDED, path, message, fix, line=line, column=column)


def _where(found: Comparison, number: int) -> str:
    """The part in which a line of the joined text stands, and its number there; the source for any other line."""
    line = found.joined.lines[number] if number < len(found.joined.lines) else None
    if line is None or not line.part:
        return "the source"
    return f"line {line.number} of {PurePosixPath(found.source).parent / FOLDER / line.part}.py"


def _shown(lines: list[str], number: int) -> str:
    return repr(cut(lines[number], _SHOWN)) if number < len(lines) else "missing"


def _handler(found: Comparison) -> Iterator[Problem]:
    handler = found.function.value_of("Handler")
    path = (*found.function.path, "Properties", "Handler")
    if isinstance(handler, dict):
        message = f"whether the handler of {found.function.name} is in {found.source} depends on a function"
        yield Problem(checks.HANDLER, path, message, status=Status.UNKNOWN)
    elif fault := handler_fault(handler, found.joined.names):
        yield Problem(checks.HANDLER, path, f"{found.function.name}: {fault} {found.source}")
