"""A finding of an earlier report, as much of it as tells whether it is the same again."""

from dataclasses import dataclass

from tapstack.findings import Finding, Severity, Status

HIDEABLE = (Status.UNKNOWN, Status.FAIL)
"""The verdicts that a baseline hides, the worse one last. An ERROR is never hidden: nobody knows what it stands for."""

_WORSE = (Severity.INFO, Severity.WARNING, Severity.ERROR)


@dataclass(frozen=True, slots=True)
class Debt:
    """``file`` is its path in the project."""

    status: Status
    severity: Severity
    layer: str
    region: str | None
    file: str

    def covers(self, finding: Finding) -> bool:
        """Whether the finding, which has the same fingerprint, is not worse than what was known."""
        if finding.status not in HIDEABLE:
            return False
        no_worse_status = HIDEABLE.index(finding.status) <= HIDEABLE.index(self.status)
        return no_worse_status and _WORSE.index(finding.severity) <= _WORSE.index(self.severity)
