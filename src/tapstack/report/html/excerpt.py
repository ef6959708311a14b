"""The lines of a template around a place, and the place in them."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_AROUND, _LONGEST, _BEFORE = 3, 150, 50
_WORD = re.compile(r'"(?:[^"\\]|\\.)*"|[^\s,:{}\[\]"]+|\S')


class ExcerptLine(NamedTuple):
    """``mark`` is what stands at the place, between ``before`` and ``after``; empty in other lines."""

    number: int
    before: str
    mark: str
    after: str
    here: bool


def excerpt(lines: Sequence[str], line: int | None, column: int | None) -> list[ExcerptLine]:
    """The line with three before and after it; of long lines what is near the place. Nothing for a place outside."""
    if line is None or not 1 <= line <= len(lines):
        return []
    first, last = max(1, line - _AROUND), min(len(lines), line + _AROUND)
    return [*_lines(lines[first - 1 : last], first, line, column or 1)]


def _lines(lines: Sequence[str], first: int, line: int, column: int) -> Iterator[ExcerptLine]:
    margin = min((len(text) - len(text.lstrip()) for text in lines if text.strip()), default=0)
    for number, whole in enumerate(lines, start=first):
        text = whole[margin:]
        if number == line:
            yield ExcerptLine(number, *_marked(text, max(1, column - margin)), True)
        else:
            yield ExcerptLine(number, _cut(text), "", "", False)


def _marked(text: str, column: int) -> tuple[str, str, str]:
    start = min(column - 1, len(text))
    found = _WORD.match(text, start)
    end = found.end() if found else start
    before, mark, after = text[:start], text[start:end], text[end:]
    if len(text) > _LONGEST:
        before = before if len(before) <= _BEFORE else f"…{before[-_BEFORE:]}"
        mark = _cut(mark)
        after = _cut(after, max(20, _LONGEST - len(before) - len(mark)))
    return before, mark, after


def _cut(text: str, longest: int = _LONGEST) -> str:
    return text if len(text) <= longest else f"{text[:longest]}…"
