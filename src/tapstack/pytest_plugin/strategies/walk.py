"""Texts that match regular expressions, grown character by character by the engine that also judges them.

hypothesis.strategies.from_regex does not know Java's character classes, nor how long a text has to be; the ``regex``
module can say of a beginning whether it can still become a match.
"""

import re
import string
import time
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import islice, takewhile
from random import Random

import regex

from tapstack.pytest_plugin.strategies.alike import alike
from tapstack.template.java_pattern import Translation

Choose = Callable[[int], int]
"""From a number of possibilities to one of them, counted from 0."""

_ALPHABET = string.digits + string.ascii_letters + string.punctuation + " " + "\n" + "éßЖ中🙂"
_ESCAPED = re.compile(r"\\U([0-9a-f]{8})")
_LOOK_AHEAD = re.compile(r"\(\?[=!]")
_SECONDS = 0.02
_PATIENCE = 1.0
_OPEN_ENDED = 200
_DRAWN = 40
_TRIES = 40
_EXAMPLES = 4


class Walk:
    """The texts that match all of the patterns from their first to their last character.

    They are those that Java's expressions are translated to. Raises ``regex.error`` for one that cannot be compiled.
    """

    def __init__(self, translations: Sequence[Translation]) -> None:
        patterns = [translation.text for translation in translations]
        ascii_only = any(translation.ascii_only for translation in translations)
        self._whole = [regex.compile(pattern, regex.V1) for pattern in patterns]
        self._beginnings = [regex.compile(without_look_ahead(pattern), regex.V1) for pattern in patterns]
        characters = dict.fromkeys(_ALPHABET + "".join(map(_named, patterns)))
        alphabet = [character for character in characters if not ascii_only or character.isascii()]
        self._groups = alike(alphabet, patterns)
        self.next = lru_cache(maxsize=10_000)(self._next)

    def ends(self, text: str) -> bool:
        """Whether the text matches."""
        return all(pattern.fullmatch(text, timeout=_SECONDS) for pattern in self._whole)

    def _next(self, text: str) -> tuple[str, ...]:
        """The groups of characters that can follow a beginning."""
        return tuple(group for group in self._groups if self._leads_on(text + group[0]))

    def _leads_on(self, text: str) -> bool:
        return all(pattern.fullmatch(text, partial=True, timeout=_SECONDS) for pattern in self._beginnings)

    def text(self, choose: Choose, goal: int, most: int | None) -> str | None:
        """The first match of at least ``goal`` characters on the way that ``choose`` takes, else the last shorter one.

        None where the way comes to no match of at most ``most`` characters. Raises TimeoutError.
        """
        text, found = "", None
        longest = goal + _OPEN_ENDED if most is None else most
        while True:
            if self.ends(text):
                found = text
            if (found == text and len(text) >= goal) or len(text) >= longest:
                return found
            step = self._step(text, choose, goal - len(text))
            if not step:
                return found
            text += step

    def _step(self, text: str, choose: Choose, missing: int) -> str:
        """One more character; in a long text as many of the last one as may be, for drawing has an end."""
        while len(text) >= _DRAWN and missing > 0:
            if self._leads_on(text + text[-1] * missing):
                return text[-1] * missing
            missing //= 2
        groups = self.next(text)
        return _one(_one(groups, choose), choose) if groups else ""

    def examples(self, goals: Sequence[int], most: int | None) -> Iterator[str]:
        """A few texts of each of these lengths, as far as they are found in about a second; mostly the same ones."""
        end = time.monotonic() + _PATIENCE
        for goal in goals:
            found = (self.text(Random(seed).randrange, goal, most) for seed in range(_TRIES))  # noqa: S311  no secret
            soon = takewhile(lambda _: time.monotonic() < end, found)
            yield from islice((text for text in soon if text is not None), _EXAMPLES)


def _one(of: Sequence[str], choose: Choose) -> str:
    return of[choose(len(of)) if len(of) > 1 else 0]


def without_look_ahead(pattern: str) -> str:
    """The pattern without its look-aheads, which would end every search for what can follow."""
    while found := _LOOK_AHEAD.search(pattern):
        depth, end = 1, found.end()
        while depth:
            depth += {"(": 1, ")": -1}.get(pattern[end], 0)
            end += 1
        pattern = pattern[: found.start()] + "(?:)" + pattern[end:]
    return pattern


def _named(pattern: str) -> str:
    """The characters that a pattern names by their code."""
    return "".join(chr(int(code, 16)) for code in _ESCAPED.findall(pattern))
