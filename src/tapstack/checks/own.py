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
        check.id,
        check.layer,
        status,
        check.severity,
        region,
        resource or resource_of(path),
        path,
        subject.file,
        place.line,
        place.column,
        message,
        check.fix,
        check.source,
        title=check.title,
    )


def resource_of(path: TemplatePath) -> str | None:
    """The logical id that a path leads into."""
    return str(path[1]) if len(path) > 1 and path[0] == "Resources" else None
