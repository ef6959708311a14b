"""A FAIL that somebody accepted."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Waiver:
    """Accepts the FAILs of one check, for a reason, until a day.

    ``rule`` is the id of the check; ``resource`` (logical id) and ``region`` are None where the waiver means
    every one; ``expiry`` is the last day on which it holds. ``file`` and ``line`` say where it is written.
    """

    rule: str
    resource: str | None
    region: str | None
    reason: str
    owner: str
    expiry: date
    file: str
    line: int | None = None
