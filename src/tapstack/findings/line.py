"""A finding on one line."""

from tapstack.findings.finding import Finding
from tapstack.findings.plain import plain


def line(finding: Finding) -> str:
    """The finding as ``file:line:column: FAIL PAR-025: what is wrong. What to do.``, without line breaks."""
    where = ":".join(str(part) for part in (finding.file, finding.line, finding.column) if part is not None)
    text = f"{where}: {finding.status} {finding.check}: {finding.message.rstrip('.')}. {finding.fix}"
    return plain(" ".join(text.split()))
