"""The words of Guard's language, one after the other."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from typing import TypeVar

from tapstack.checks.policy.language.unreadable import UnreadableError

T = TypeVar("T")
_SPACE = re.compile(r"(?:\s+|#[^\n]*)*")
_MESSAGE = re.compile(r"<<.*?>>", re.DOTALL)
_TEXT = re.compile(r"\"((?:\\.|[^\"\\])*)\"|'((?:\\.|[^'\\])*)'", re.DOTALL)
_REGEX = re.compile(r"/((?:\\.|[^/\\\n])*)/")


class Scanner:
    """A place in a text, moved on by ``take``; space and comments count for nothing."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._ends = [found.start() for found in re.finditer("\n", text)]
        self.at = 0
        self.end = 0
        self.skip()

    def skip(self) -> None:
        """Over space and comments; ``end`` stays where the last word ended."""
        self.end = self.at
        self.at = _SPACE.match(self.text, self.at).end()  # type: ignore[union-attr]  # it matches nothing, too

    @property
    def line(self) -> int:
        """The line of the next word, from 1."""
        return bisect_left(self._ends, self.at) + 1

    @property
    def done(self) -> bool:
        """Whether nothing follows."""
        return self.at >= len(self.text)

    def peek(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The next word, if it is of this form."""
        return pattern.match(self.text, self.at)

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The next word, if it is of this form, and over it."""
        found = pattern.match(self.text, self.at)
        if found:
            self.at = found.end()
            self.skip()
        return found

    def mark(self, sign: str) -> bool:
        """Whether ``sign`` follows; then over it."""
        if not self.text.startswith(sign, self.at):
            return False
        self.at += len(sign)
        self.skip()
        return True

    def expect(self, sign: str) -> None:
        """Over ``sign``. Raises UnreadableError for anything else."""
        if not self.mark(sign):
            raise self.fault(f"{sign!r} is missing")

    def string(self) -> str | None:
        """The content of a quoted text, if one follows."""
        found = self.take(_TEXT)
        if not found:
            return None
        quote = found[0][0]
        return (found[1] if quote == '"' else found[2]).replace("\\" + quote, quote)

    def regex(self) -> str | None:
        """The content of ``/.../``, if one follows."""
        found = self.take(_REGEX)
        return found[1].replace("\\/", "/") if found else None

    def message(self) -> None:
        """Over ``<<...>>``, if one follows."""
        self.take(_MESSAGE)

    def attempt(self, read: Callable[[], T]) -> T | None:
        """What ``read`` gives; None, and back to where it began, where it does not understand."""
        start = self.at
        try:
            return read()
        except UnreadableError:
            self.at = start
            return None

    def fault(self, message: str) -> UnreadableError:
        """The error at this place."""
        start = self.text.rfind("\n", 0, self.at)
        return UnreadableError(message, self.line, self.at - start)
