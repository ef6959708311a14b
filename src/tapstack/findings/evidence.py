"""Evidence: how each resource stands against each control in each region, what passed included."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from tapstack.findings.control import Control, ControlMatrix, ControlVerdict
from tapstack.findings.finding import Finding
from tapstack.findings.status import Status

WORST_FIRST = (Status.ERROR, Status.FAIL, Status.UNKNOWN, Status.WAIVED, Status.PASS, Status.SKIP)

_HIDDEN = "What was found of it is hidden by a baseline."
Cell = tuple[str, str]
Place = tuple[str, str]


@dataclass(frozen=True)
class Evidence:
    """What all checks of a control say of one resource in one region.

    ``resource`` and ``type`` are empty where the verdicts are about the stack as a whole, ``type`` also where the run
    did not look (coverage was not judged). ``findings`` are the verdicts, the worst first; there are none where nothing
    was said of the control in the region, and ``verdict.why`` says why.
    """

    control: Control
    verdict: ControlVerdict
    resource: str
    type: str
    findings: tuple[Finding, ...]

    @property
    def region(self) -> str:
        """The region."""
        return self.verdict.region

    @property
    def status(self) -> Status:
        """The worst of the verdicts; that of the control where there are none."""
        return self.findings[0].status if self.findings else self.verdict.status

    @cached_property
    def worst(self) -> tuple[Finding, ...]:
        """The verdicts that give the row its status."""
        return tuple(finding for finding in self.findings if finding.status is self.status)

    @property
    def checks(self) -> tuple[str, ...]:
        """The checks that said something, each once."""
        return tuple(sorted({finding.check for finding in self.findings}))

    @property
    def message(self) -> str:
        """What the worst verdicts say, each text once; else why there are none, which a baseline may have hidden."""
        if not self.findings:
            return self.verdict.why or _HIDDEN
        return " ".join(dict.fromkeys(finding.message for finding in self.worst))


def evidence(findings: Sequence[Finding], matrix: ControlMatrix) -> list[Evidence]:
    """A row for each control, region and resource, in the order of controls, of deployment and of findings.

    A verdict that holds for all regions is in the rows of each; one on a template that the controls are not about is in
    none. Of two controls of one id, a FAIL of its own, the
    first counts.
    """
    types = {name: one.type for one in matrix.coverage for name in one.resources}
    controls = {control.id: control for control in reversed(matrix.controls)}
    verdicts = {(one.control, one.region): one for one in reversed(matrix.verdicts)}
    found = _cells([one for one in findings if not matrix.files or one.file in matrix.files], matrix.regions)
    return [
        Evidence(controls[name], verdicts[name, region], resource, types.get(resource, ""), _worst_first(members))
        for name, region in dict.fromkeys((one.control, one.region) for one in matrix.verdicts)
        for (_, resource), members in found.get((name, region), {("", ""): []}).items()
    ]


def _cells(findings: Sequence[Finding], regions: Sequence[str]) -> dict[Cell, dict[Place, list[Finding]]]:
    """The findings of each control and region, by file and resource."""
    found: dict[Cell, dict[Place, list[Finding]]] = {}
    for finding in findings:
        place = (finding.file if finding.resource else "", finding.resource or "")
        for control in dict.fromkeys(finding.controls):
            for region in regions if finding.region is None else (finding.region,):
                found.setdefault((control, region), {}).setdefault(place, []).append(finding)
    return found


def _worst_first(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda finding: WORST_FIRST.index(finding.status)))
