"""One expectation, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass

MISSING = "MISSING"
"""There is no rule of that name."""
ERROR = "ERROR"
"""The rule could not be judged."""


@dataclass(frozen=True, slots=True)
class Result:
    """``rule`` was ``expected`` to end as PASS, FAIL or SKIP on the input of ``test``; it ended as ``actual``.

    ``file`` and ``line`` (from 1) are where the expectation stands; ``why`` says what led to another end.
    """

    file: str
    line: int
    test: str
    rule: str
    expected: str
    actual: str
    why: str = ""

    @property
    def held(self) -> bool:
        """Whether the rule ended as expected."""
        return self.expected == self.actual
