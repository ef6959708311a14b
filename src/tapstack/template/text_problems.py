"""The problems that parsing alone can see, in the same words for JSON and YAML."""

from tapstack.findings import Problem, Status, TemplatePath
from tapstack.template import checks
from tapstack.template.position import Position


def duplicate_key(path: TemplatePath, first: Position, again: Position) -> Problem:
    """The same key twice in one mapping; the later value is the one that stays."""
    message = f"key {path[-1]!r} occurs again; it was first written in line {first.line}, column {first.column}"
    return Problem(checks.DUPLICATE_KEY, path, message, line=again.line, column=again.column)


def not_a_number(path: TemplatePath, text: str, place: Position, status: Status = Status.FAIL) -> Problem:
    """NaN or Infinity; the template keeps its text."""
    return Problem(checks.NOT_A_NUMBER, path, f"{text} is not a JSON number", None, status, place.line, place.column)


def number_range(path: TemplatePath, text: str, place: Position) -> Problem:
    """A number that no 64-bit integer or finite double holds; the template keeps its text."""
    shown = text if len(text) <= 40 else f"{text[:40]}... ({len(text)} characters)"
    message = f"{shown} does not fit in 64 bits"
    return Problem(checks.NUMBER_RANGE, path, message, None, Status.UNKNOWN, place.line, place.column)
