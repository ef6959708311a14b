"""What came of a request."""

from dataclasses import dataclass

from tapstack.findings import Finding
from tapstack.findings.drilled import DrillRecord


@dataclass(frozen=True, slots=True)
class Outcome:
    """Findings of every status in stable order; ``drills`` are those that the simulate layer carried out.

    ``cached`` if all that was known from an earlier run.
    """

    findings: tuple[Finding, ...]
    cached: bool = False
    drills: tuple[DrillRecord, ...] = ()
