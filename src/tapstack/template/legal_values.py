"""Values that a parameter takes besides the one given: its longest, its shortest, and with unusual characters.

Each is a witness: the declaration takes it. What no witness was found for is not said to be impossible.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from tapstack.findings import Problem
from tapstack.template.declaration import Declaration
from tapstack.template.parameter_acceptor import Acceptor
from tapstack.template.patterns import PatternBudget

_SEEDS = ("a", "aa", "aaa", "a1", "1", "A", "a-a", "a.a", "aaaaaaaa", "us-east-1", "")
_UNUSUAL = ("A", "_", "-", ".", "1", "/", " ")
_FAR = 300


class LegalValues:
    """Of one declared parameter; ``used`` is the value of this deployment, None where there is none."""

    def __init__(self, declaration: Declaration, used: str | None) -> None:
        self.declaration = declaration
        self._acceptor = Acceptor(declaration)
        self._budget = PatternBudget()
        self._used = used

    def takes(self, text: str) -> bool:
        """Whether the declaration surely takes a text."""
        faults: list[Problem] = []
        self._acceptor.accept(text, self._budget, faults.append)
        return not faults

    @property
    def listed(self) -> tuple[str, ...]:
        """All of AllowedValues that are taken; none where any text of a form is."""
        return tuple(filter(self.takes, self.declaration.allowed_values or ()))

    @cached_property
    def base(self) -> str | None:
        """A value to start from."""
        seeds = [text for text in (self._used, self.declaration.default) if text]
        seeds += [seed * (self.declaration.min_length or 1) for seed in _SEEDS]
        return next((text for text in seeds if self.takes(text)), None)

    @cached_property
    def longest(self) -> str | None:
        """The longest that was found; None where nothing bounds it, or none was found."""
        if self.listed:
            return max(self.listed, key=len)
        if self.base is None:
            return None
        most = self.declaration.max_length
        if most is None and any(map(self.takes, _grown(self.base, _FAR))):
            return None
        return self._longest_of(self.base, min(most or _FAR, _FAR))

    def _longest_of(self, base: str, most: int) -> str:
        """By halving what lies between a length that is taken and one that is not."""
        best, least = base, len(base)
        length = most
        while least < length:
            found = next(filter(self.takes, _grown(base, length)), None)
            if found is None:
                most = length - 1
            else:
                best, least = found, length
            length = (least + most + 1) // 2
        return best

    @cached_property
    def shortest(self) -> str | None:
        """The shortest that was found; None where the template does not say what it wants, or none was found."""
        if self.listed:
            return min(self.listed, key=len)
        declared = self.declaration
        if self.base is None or (declared.allowed_pattern is None and declared.min_length is None):
            return None
        cuts = (self.base[:length] for length in range(self.declaration.min_length or 0, len(self.base)))
        return next(filter(self.takes, cuts), self.base)

    @cached_property
    def unusual(self) -> tuple[str, ...]:
        """Values with a character at their beginning, middle or end that names often may not have there.

        Only where the template says what characters it wants: without AllowedPattern it has no opinion.
        """
        if self.listed or self.base is None or self.declaration.allowed_pattern is None:
            return self.listed
        made = dict.fromkeys(text for character in _UNUSUAL for text in _with(self.base, character))
        return tuple(text for text in made if self.takes(text))


def _grown(base: str, length: int) -> Iterator[str]:
    """``base`` drawn out to a length, by one of its own characters at its place."""
    more = length - len(base)
    for place in dict.fromkeys((len(base) // 2, len(base) - 1, 0)):
        character = base[place : place + 1] or "a"
        yield base[:place] + character * more + base[place:]


def _with(base: str, character: str) -> Iterator[str]:
    filled = base if len(base) > 2 else base + "aa"
    middle = len(filled) // 2
    for place in (0, middle, len(filled) - 1):
        yield filled[:place] + character + filled[place + 1 :]
    yield filled + character
