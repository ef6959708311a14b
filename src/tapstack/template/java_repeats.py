"""Repetitions in Java's regular expressions, and how large an expression becomes by them."""

import re
from dataclasses import dataclass

from tapstack.template.java_reader import InvalidPatternError, Reader, UntranslatableError

_COUNT = re.compile(r"\{([0-9]{1,9})(,([0-9]{1,9})?)?\}")
_LARGEST = 10_000
"""How many atoms an expression may have with its repetitions written out: Python's engine writes some out."""


@dataclass(slots=True)
class Level:
    """One open group: how much stands in it, what a repetition would repeat, whether the dot means any character."""

    dot_all: bool
    size: int = 0
    last: int = 0
    can_repeat: bool = False
    look_behind: bool = False

    def add(self, size: int) -> None:
        """One more atom, or a group of that size."""
        self._grow(size)
        self.last, self.can_repeat = size, True

    def repeat(self, times: int) -> None:
        """The last atom stands there so many times."""
        self._grow(self.last * (times - 1))
        self.can_repeat = False

    def _grow(self, size: int) -> None:
        self.size += size
        if self.size > _LARGEST:
            raise UntranslatableError("its repetitions are too many")


def read_repeat(reader: Reader, level: Level) -> str:
    """Reads ``*``, ``+``, ``?`` or ``{n,m}`` with its mode; the same for the ``regex`` module."""
    character = reader.peek()
    count = _COUNT.match(reader.text, reader.at) if character == "{" else None
    _check(character, count, level)
    reader.at += len(count[0]) if count else 1
    times = 1
    if count:
        least, most = int(count[1]), int(count[3] or count[1])
        if most < least:
            raise InvalidPatternError(f"{count[0]} runs backwards")
        times = max(most, 1)
    mode = reader.take() if reader.peek() in ("?", "+") else ""
    level.repeat(times)
    return (count[0] if count else character) + mode


def _check(character: str, count: re.Match[str] | None, level: Level) -> None:
    if character == "{" and not count:
        raise InvalidPatternError("a { opens no repetition; write \\{ for the character")
    if not level.can_repeat and count:
        raise UntranslatableError("a repetition follows nothing that can be repeated")
    if not level.can_repeat:
        raise InvalidPatternError(f"a {character} follows nothing that can be repeated")
    if level.look_behind and (character in "*+" or (count and count[2] and not count[3])):
        raise UntranslatableError("a look-behind without a longest length")
