"""An end to the list of problems, so that a file full of them is still answered at once."""

from collections.abc import Iterable
from itertools import islice

from tapstack.findings import Problem
from tapstack.template import checks

MAX_PROBLEMS = 500
"""As many as anybody reads; the quota of resources."""


def cut(problems: Iterable[Problem]) -> list[Problem]:
    """The first MAX_PROBLEMS, and one more that says so where there are others."""
    found = list(islice(problems, MAX_PROBLEMS + 1))
    if len(found) > MAX_PROBLEMS:
        message = f"more than {MAX_PROBLEMS} problems; the others are not listed"
        found[MAX_PROBLEMS] = Problem(checks.TOO_MANY_PROBLEMS, (), message)
    return found
