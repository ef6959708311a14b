"""Controls joined with the findings of a run. It comes after waivers: what is waived is WAIVED here, too."""

from collections.abc import Iterator, Sequence

from tapstack.config import Configuration
from tapstack.findings import Control, ControlMatrix, ControlVerdict, Finding, Status, TypeCoverage
from tapstack.pipeline.controls.book import Book
from tapstack.pipeline.controls.checks import HOLDS
from tapstack.pipeline.controls.coverage import coverage
from tapstack.pipeline.controls.coverage import faults as uncovered
from tapstack.pipeline.controls.faults import faults
from tapstack.pipeline.controls.ground import Ground
from tapstack.pipeline.controls.holding import not_asked
from tapstack.pipeline.controls.place import at_line
from tapstack.pipeline.controls.scope import concern
from tapstack.pipeline.controls.verdicts import verdict
from tapstack.pipeline.request import Request


def controlled(
    findings: Sequence[Finding], requests: Sequence[Request], book: Book | None, configuration: Configuration
) -> tuple[list[Finding], ControlMatrix | None]:
    """The findings, each with the controls that it counts for, what is to be said of the controls, and the matrix.

    Without a ``book`` nothing changes. What only a whole run decides (coverage, controls that are skipped everywhere)
    is said by a run of all that the controls need, in all configured regions.
    """
    requests = [request for request in requests if concern(request, configuration)]
    if book is None or not requests:
        return list(findings), None
    files = {request.file for request in requests}
    ground = Ground(book, requests, [finding for finding in findings if finding.file in files], configuration)
    verdicts = tuple(_verdicts(ground))
    covered = coverage(ground) if ground.whole else ()
    found = [*_marked(findings, book), *(_said(ground, verdicts, covered) if "policy" in ground.layers else ())]
    return found, _matrix(ground, verdicts, covered)


def _marked(findings: Sequence[Finding], book: Book) -> Iterator[Finding]:
    judging = book.judging()
    for finding in findings:
        more = [name for name in judging.get(finding.check, ()) if name not in finding.controls]
        yield finding._replace(controls=(*finding.controls, *more)) if more else finding


def _verdicts(ground: Ground) -> Iterator[ControlVerdict]:
    for control in ground.book.controls:
        unasked = not_asked(control, ground.deployments)
        unjudged = [check for check in control.checks if ground.unjudged(check)]
        found = [finding for check in control.checks for finding in ground.of(check)]
        for region in ground.regions:
            here = [finding for finding in found if finding.region in (None, region)]
            yield verdict(control, region, here, unasked=unasked, unjudged=unjudged)


def _said(ground: Ground, verdicts: Sequence[ControlVerdict], covered: Sequence[TypeCoverage]) -> Iterator[Finding]:
    yield from faults(ground)
    if ground.whole:
        yield from (_holds(ground, control, verdicts) for control in ground.book.controls if control.checks)
        yield from uncovered(ground, covered)


def _holds(ground: Ground, control: Control, verdicts: Sequence[ControlVerdict]) -> Finding:
    own = [one for one in verdicts if one.control == control.id]
    if any(one.status is not Status.SKIP for one in own):
        status, message = Status.PASS, f"{control.id} was judged."
    elif why := not_asked(control, ground.deployments):
        status, message = Status.SKIP, why
    else:
        where = ", ".join(ground.regions)
        status, message = Status.FAIL, f"{control.id} must hold, and is skipped in {where}: {own[0].why}"
    return at_line(HOLDS, status, message, control.id, control.file, control.line)


def _matrix(ground: Ground, verdicts: tuple[ControlVerdict, ...], covered: tuple[TypeCoverage, ...]) -> ControlMatrix:
    tally = {region: {status.value: 0 for status in Status} for region in ground.regions}
    for one in verdicts:
        tally[one.region][one.status.value] += 1
    return ControlMatrix(
        regions=ground.regions,
        controls=ground.book.controls,
        frameworks=ground.book.frameworks,
        verdicts=verdicts,
        coverage=covered,
        exemptions=ground.book.exemptions,
        complete=ground.whole,
        counts=tally,
        files=tuple(request.file for request in ground.requests),
    )
