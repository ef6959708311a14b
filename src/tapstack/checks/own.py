"""A verdict of one of our own checks, at a place of the template."""

from tapstack.checks.subject import Subject
from tapstack.findings import Check, Finding, Status, TemplatePath


def own(
    subject: Subject,
    check: Check,
    status: Status,
    message: str,
    path: TemplatePath = (),
    region: str | None = None,
    resource: str | None = None,
) -> Finding:
    """The finding; with a path below Resources it is about that resource, without a region about all of them."""
    place = subject.position(path)
    return Finding(
        check=check.id,
        layer=check.layer,
        status=status,
        severity=check.severity,
        region=region,
        resource=resource or resource_of(path),
        path=path,
        file=subject.file,
        line=place.line,
        column=place.column,
        message=message,
        fix=check.fix,
        source=check.source,
        title=check.title,
    )


def resource_of(path: TemplatePath) -> str | None:
    """The logical id that a path leads into."""
    return str(path[1]) if len(path) > 1 and path[0] == "Resources" else None
