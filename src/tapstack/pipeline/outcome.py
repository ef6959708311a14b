"""What came of a request."""

from dataclasses import dataclass

from tapstack.findings import Finding


@dataclass(frozen=True, slots=True)
class Outcome:
    """Findings of every status in stable order; ``cached`` if they were known from an earlier run."""

    findings: tuple[Finding, ...]
    cached: bool = False
