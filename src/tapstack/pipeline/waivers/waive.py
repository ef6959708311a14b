"""The effect of waivers on a run. It comes after the cache: waivers age, and what is cached does not."""

from collections.abc import Iterable, Sequence

from tapstack.config import Configuration
from tapstack.findings import Finding, Waiver
from tapstack.pipeline.request import Request
from tapstack.pipeline.waivers.acceptance import Acceptance
from tapstack.pipeline.waivers.ground import Ground
from tapstack.pipeline.waivers.review import review
from tapstack.pipeline.waivers.scope import concern

Result = tuple[Request, Sequence[Finding]]


def waive(results: Iterable[Result], waivers: Sequence[Waiver], configuration: Configuration) -> list[Finding]:
    """All findings of ``results``, the accepted FAILs WAIVED, and what is to be said of the waivers.

    Nothing but a FAIL is ever waived, and only on a template that the waivers concern. An expired waiver
    accepts nothing. A waiver of which a run judged only a part is not called unneeded by it.
    """
    ours: list[Result] = []
    foreign: list[Finding] = []
    for request, findings in results:
        if waivers and concern(request, configuration):
            ours.append((request, findings))
        else:
            foreign += findings
    if not ours:
        return foreign
    requests, judged = [request for request, _ in ours], [finding for _, findings in ours for finding in findings]
    day = requests[0].as_of
    acceptance = Acceptance(waivers, day)
    verdicts = [acceptance.verdict(finding) for finding in judged]
    return [*foreign, *verdicts, *review(acceptance.met, Ground(requests, judged, configuration), day)]
