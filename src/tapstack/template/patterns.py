"""AllowedPattern: whether a whole value matches, answered in bounded time or not at all."""

import time
from typing import Final

import regex  # it ships no types

from tapstack.template.java_pattern import translate
from tapstack.template.java_reader import InvalidPatternError, UntranslatableError
from tapstack.template.logic import Truth

_EACH = 0.25
_LONGEST_PATTERN = 20_000
_TOO_SLOW = "matching it takes too long"


class PatternBudget:
    """Seconds that patterns may take together; one expression gets a quarter of a second at most."""

    __slots__ = ("left",)

    def __init__(self, seconds: float = 1.0) -> None:
        self.left = seconds


class AllowedPattern:
    """A Java regular expression that a whole value must match.

    ``invalid`` says why Java refuses it, ``unsure`` why nothing can be said here; both empty where it can be used.
    """

    __slots__ = ("_ascii_only", "_compiled", "invalid", "text", "unsure")

    def __init__(self, text: str) -> None:
        self.text: Final = text
        self.invalid = self.unsure = ""
        self._ascii_only = False
        self._compiled: regex.Pattern[str] | None = None
        try:
            self._compile()
        except InvalidPatternError as error:
            self.invalid = str(error)
        except UntranslatableError as error:
            self.unsure = str(error)
        except (regex.error, RecursionError, MemoryError, OverflowError):
            self.unsure = "Python's engine does not take it"

    def matches(self, value: str, budget: PatternBudget) -> tuple[Truth, str]:
        """Whether the whole value matches, and why that is unknown where it is."""
        if self._compiled is None or (self._ascii_only and not value.isascii()):
            return None, self.invalid or self.unsure or "letters of other alphabets ignore case differently in Java"
        if budget.left <= 0:
            return None, _TOO_SLOW
        start = time.perf_counter()
        try:
            return self._compiled.fullmatch(value, timeout=min(_EACH, budget.left)) is not None, ""
        except (TimeoutError, MemoryError):
            return None, _TOO_SLOW
        finally:
            budget.left -= time.perf_counter() - start

    def _compile(self) -> None:
        if len(self.text) > _LONGEST_PATTERN:
            raise UntranslatableError("it is too long")
        translation = translate(self.text)
        self._ascii_only = translation.ascii_only
        self._compiled = regex.compile(translation.text, regex.V1)
