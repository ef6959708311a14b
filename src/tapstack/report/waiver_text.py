"""A waiver in one sentence, the same in every report that people read."""

from tapstack.findings import Waiver


def waiver_text(waiver: Waiver) -> str:
    """The reason; then owner, last day and where it is written."""
    where = waiver.file if waiver.line is None else f"{waiver.file}:{waiver.line}"
    return f"{waiver.reason} ({waiver.owner}, until {waiver.expiry.isoformat()}; {where})"
