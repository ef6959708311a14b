"""A finding about a control file, at a line of it."""

from tapstack.findings import Check, Finding, Status


def at_line(check: Check, status: Status, message: str, about: str, file: str, line: int | None) -> Finding:
    """The finding; ``about`` is what tells two of them apart in a baseline."""
    return Finding(
        check=check.id,
        layer=check.layer,
        status=status,
        severity=check.severity,
        region=None,
        resource=None,
        path=(about,),
        file=file,
        line=line,
        column=None,
        message=message,
        fix=check.fix,
        source=check.source,
        title=check.title,
    )
