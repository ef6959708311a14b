"""Findings about the waivers themselves: which have expired, and which nothing needs."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from tapstack.findings import Check, Finding, Status, Waiver
from tapstack.pipeline.waivers.checks import IN_FORCE, NEEDED
from tapstack.pipeline.waivers.ground import Ground
from tapstack.pipeline.waivers.idle import idle, named


def review(met: Mapping[Waiver, Sequence[Finding]], ground: Ground, day: date) -> Iterator[Finding]:
    """Verdicts on each waiver whose layer and region the run judged; it says nothing of any other."""
    for waiver, fails in met.items():
        if ground.judged(waiver):
            yield from _verdicts(waiver, fails, ground, day)


def _verdicts(waiver: Waiver, fails: Sequence[Finding], ground: Ground, day: date) -> Iterator[Finding]:
    layer = ground.layer(waiver.rule)
    if waiver.expiry < day:
        yield _finding(IN_FORCE, waiver, layer, Status.FAIL, _expired(waiver, fails))
        return
    holds = f"The waiver of {named(waiver)} holds until {waiver.expiry.isoformat()}."
    yield _finding(IN_FORCE, waiver, layer, Status.PASS, holds)
    if fails:
        yield _finding(NEEDED, waiver, layer, Status.PASS, f"The waiver of {named(waiver)} accepts {_counted(fails)}.")
    else:
        yield _finding(NEEDED, waiver, layer, *idle(waiver, ground))


def _expired(waiver: Waiver, fails: Sequence[Finding]) -> str:
    last = f"{waiver.expiry.isoformat()} was the last day of the waiver of {named(waiver)} (owner: {waiver.owner})."
    return f"{last} It no longer accepts {_counted(fails)}." if fails else last


def _counted(fails: Sequence[Finding]) -> str:
    return "1 FAIL" if len(fails) == 1 else f"{len(fails)} FAILs"


def _finding(check: Check, waiver: Waiver, layer: str, status: Status, message: str, fix: str | None = None) -> Finding:
    return Finding(
        check=check.id,
        layer=layer,
        status=status,
        severity=check.severity,
        region=waiver.region,
        resource=waiver.resource,
        path=(waiver.rule,),  # what tells two of them apart in a baseline
        file=waiver.file,
        line=waiver.line,
        column=None,
        message=message,
        fix=fix or check.fix,
        source=check.source,
        title=check.title,
    )
