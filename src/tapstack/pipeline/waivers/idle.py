"""What is to be said of a waiver that accepted nothing."""

from collections.abc import Iterator
from dataclasses import replace

from tapstack.findings import Finding, Status, Waiver
from tapstack.pipeline.catalogue import own_checks
from tapstack.pipeline.waivers.acceptance import means
from tapstack.pipeline.waivers.ground import Ground

Said = tuple[Status, str, str | None]


def named(waiver: Waiver) -> str:
    """What the waiver is about."""
    resource = f" for {waiver.resource}" if waiver.resource else ""
    return f"{waiver.rule}{resource}" + (f" in {waiver.region}" if waiver.region else "")


def idle(waiver: Waiver, ground: Ground) -> Said:
    """FAIL, message and, where it is not the usual one, fix; SKIP where the run does not decide the matter."""
    verdicts = ground.of(waiver.rule)
    if any(finding.status in (Status.UNKNOWN, Status.ERROR) and _may_mean(waiver, finding) for finding in verdicts):
        return Status.SKIP, f"Whether anything needs the waiver of {named(waiver)} is not known.", None
    if not ground.decides(waiver):
        return Status.SKIP, f"The run did not judge all that the waiver of {named(waiver)} may mean.", None
    return Status.FAIL, *_why(waiver, ground)


def _why(waiver: Waiver, ground: Ground) -> tuple[str, str | None]:
    if not ground.knows(waiver.rule):
        known = sorted({*ground.checks, *own_checks()})
        return f"No check that ran has the id {waiver.rule!r}.{ground.hint(waiver.rule, known)}", None
    if waiver.resource is not None and waiver.resource not in ground.resources:
        near = ground.hint(waiver.resource, sorted(ground.resources))
        return f"No verdict is about a resource {waiver.resource!r}.{near}", None
    for part, value, wider in _wider(waiver):
        if _fails_whole(wider, part, ground):
            message = f"The FAIL of {waiver.rule} is about no {part} alone, and the waiver names {value}."
            return message, f"Leave out {part!r} if the whole is accepted."
    return f"Nothing fails {named(waiver)}.", None


def _wider(waiver: Waiver) -> Iterator[tuple[str, str, Waiver]]:
    """The waiver without its region and without its resource, each with the name and value of what it then lacks."""
    if waiver.region:
        yield "region", waiver.region, replace(waiver, region=None)
    if waiver.resource:
        yield "resource", waiver.resource, replace(waiver, resource=None)


def _fails_whole(wider: Waiver, part: str, ground: Ground) -> bool:
    """Whether the wider waiver means a FAIL that holds for all regions together or for the whole template."""
    return any(
        finding.status is Status.FAIL and getattr(finding, part) is None and means(wider, finding)
        for finding in ground.of(wider.rule)
    )


def _may_mean(waiver: Waiver, finding: Finding) -> bool:
    """``means``, also where the finding does not say which resource or region it is about."""
    wider = replace(
        waiver,
        resource=waiver.resource if finding.resource else None,
        region=waiver.region if finding.region else None,
    )
    return means(wider, finding)
