"""How one rule ends on one resource, or on a stack as a whole."""

from __future__ import annotations

from dataclasses import dataclass

from tapstack.checks.policy.document import Doubt
from tapstack.checks.policy.engine import Violation
from tapstack.findings import Status


@dataclass(frozen=True, slots=True)
class Verdict:
    """``resource`` is None where the verdict is about all of them together.

    ``violations`` belong to FAIL, ``doubts`` to UNKNOWN, ``why`` to ERROR and SKIP.
    """

    status: Status
    resource: str | None
    violations: tuple[Violation, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    why: str = ""
