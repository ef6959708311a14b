"""What a producer noticed at one place of a template, before anyone says in which file or region."""

from dataclasses import dataclass

from tapstack.findings.check import Check
from tapstack.findings.status import Status

TemplatePath = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """A check that did not pass at ``path``.

    ``message`` says what is wrong, with the value; ``fix`` overrides the check's own fix;
    ``status`` is FAIL, or UNKNOWN where only AWS can tell; ``column`` and ``line`` (from 1) are given
    only where the path alone does not determine the place, as with a key that occurs twice.
    """

    check: Check
    path: TemplatePath
    message: str
    fix: str | None = None
    status: Status = Status.FAIL
    line: int | None = None
    column: int | None = None
