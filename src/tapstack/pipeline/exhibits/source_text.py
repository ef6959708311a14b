"""The text of a template as a reader may see it: defaults of NoEcho parameters are hidden, however they are written."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from tapstack.findings import redact
from tapstack.findings.exhibits import SourceText
from tapstack.findings.redact import HIDDEN
from tapstack.template.lines import split
from tapstack.template.model import Template
from tapstack.template.position import Position

_ALWAYS_SHOWN = frozenset({"Type", "NoEcho", "MinLength", "MaxLength", "MinValue", "MaxValue", "ConstraintDescription"})


def source_text(template: Template, secrets: Collection[str]) -> SourceText:
    """The lines of the file; whatever of a NoEcho parameter may hold a value is ``****``, and so is each secret."""
    lines = split(template.text)
    for start, end in _secret_places(template):
        _hide(lines, start, end)
    return SourceText(template.file, tuple(redact(line, secrets) for line in lines))


def _secret_places(template: Template) -> Iterator[tuple[Position, Position | None]]:
    """From each secret value's key to the key that follows it in the text; None where none does."""
    parameters = template.section("Parameters")
    hidden = [name for name, body in parameters.items() if isinstance(body, dict) and _no_echo(body)]
    marks = sorted(_marks(template)) if hidden else []
    for name in hidden:
        for key in parameters[name]:
            if key not in _ALWAYS_SHOWN:
                start = template.position(("Parameters", name, key))
                yield start, next((mark for mark in marks if mark > start), None)


def _marks(template: Template) -> Iterator[Position]:
    """Where a section, a parameter, or a property of one begins."""
    yield from (template.position((name,)) for name in template.body)
    for name, body in template.section("Parameters").items():
        yield template.position(("Parameters", name))
        yield from (template.position(("Parameters", name, key)) for key in (body if isinstance(body, dict) else ()))


def _no_echo(body: dict[str, object]) -> bool:
    return str(body.get("NoEcho", False)).lower() == "true"


def _hide(lines: list[str], start: Position, end: Position | None) -> None:
    """Nothing between the two places can be read any more; lines stay lines."""
    last = end.line if end else len(lines)
    tail = lines[last - 1][end.column - 1 :] if end else ""
    margin = "" if start.line == last else " " * (end.column - 1 if end else 0)
    for number in range(start.line, last):
        lines[number] = HIDDEN
    head = lines[start.line - 1][: start.column - 1] + HIDDEN
    if start.line == last:
        lines[last - 1] = f"{head} {tail}".rstrip()
        return
    lines[start.line - 1], lines[last - 1] = head, margin + tail if end else HIDDEN
