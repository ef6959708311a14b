"""Which findings a report shows, and how those that differ only in region become one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tapstack.findings import Finding, Severity, Status
from tapstack.findings.status import QUIET


@dataclass(frozen=True, slots=True)
class Group:
    """The same verdict at the same place in one or more regions."""

    finding: Finding
    regions: tuple[str, ...]

    @property
    def where(self) -> str:
        """``file:line:column``, as far as known."""
        found = self.finding
        return ":".join(str(part) for part in (found.file, found.line, found.column) if part is not None)


def shown(findings: Iterable[Finding], everything: bool) -> list[Finding]:
    """All but PASS and SKIP, or all."""
    return [finding for finding in findings if everything or finding.status not in QUIET]


def grouped(findings: Iterable[Finding], order: Sequence[str]) -> list[Group]:
    """One Group for each verdict and place; its regions in ``order``, none where it holds for the set."""
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        groups.setdefault(_same(finding), []).append(finding)
    return [Group(members[0], _regions(members, order)) for members in groups.values()]


def _same(finding: Finding) -> tuple[object, ...]:
    place = (finding.file, finding.line, finding.column, finding.path, finding.resource)
    verdict = (finding.check, finding.status, finding.severity, finding.message, finding.fix, finding.waiver)
    return (*place, *verdict)


def _regions(members: list[Finding], order: Sequence[str]) -> tuple[str, ...]:
    rank = {region: number for number, region in enumerate(order)}
    present = {finding.region for finding in members if finding.region is not None}
    return tuple(sorted(present, key=lambda region: (rank.get(region, len(rank)), region)))


def level(finding: Finding) -> str:
    """``error``, ``warning`` or ``info``: how much a reader must care."""
    if finding.status is Status.ERROR:
        return Severity.ERROR.value
    if finding.status is Status.UNKNOWN and finding.severity is Severity.ERROR:
        return Severity.WARNING.value
    return finding.severity.value if finding.status in (Status.FAIL, Status.UNKNOWN) else Severity.INFO.value
