"""Findings that a reader should look at, each with the lines of the template that it is about."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tapstack.findings import Finding, Status, Summary
from tapstack.report.choice import Group, grouped, level, shown
from tapstack.report.html.excerpt import ExcerptLine, excerpt
from tapstack.report.html.ids import Ids
from tapstack.report.html.tokens import BADNESS, verdicts
from tapstack.report.waiver_text import waiver_text

MOST_EXCERPTS = 500
"""Beyond so many nobody reads on, and the file would grow without end."""
_LEVELS = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Found:
    """``resources`` are the ids of what it is about, by region; ``waived`` says who accepted it, and why."""

    id: str
    group: Group
    level: str
    verdicts: str
    excerpt: Sequence[ExcerptLine]
    resources: Sequence[tuple[str, str]]
    waived: str

    @property
    def finding(self) -> Finding:
        """The first of the findings that say this."""
        return self.group.finding


def found(
    findings: Sequence[Finding], summary: Summary, ids: Ids, places: dict[tuple[str, str, str], str]
) -> list[Found]:
    """The worst first; ``places`` are the ids of resources by file, region and name."""
    groups = sorted(grouped(shown(findings, False), summary.regions), key=_rank)
    return list(_found(groups, summary, ids, places))


def _rank(group: Group) -> tuple[int, int]:
    return _LEVELS.index(level(group.finding)), BADNESS.index(group.finding.status)


def _found(
    groups: Sequence[Group], summary: Summary, ids: Ids, places: dict[tuple[str, str, str], str]
) -> Iterator[Found]:
    texts = {one.file: one.lines for one in summary.exhibits.sources} if summary.exhibits else {}
    for number, group in enumerate(groups):
        finding = group.finding
        members = [finding._replace(region=region) for region in group.regions or (None,)]
        lines = texts.get(finding.file, ()) if number < MOST_EXCERPTS else ()
        regions = group.regions or summary.regions
        where = ((region, places.get((finding.file, region, finding.resource or ""))) for region in regions)
        yield Found(
            id=ids("finding", finding.check, finding.resource or "", number + 1),
            group=group,
            level=level(finding),
            verdicts=verdicts(members, summary.regions),
            excerpt=excerpt(lines, finding.line, finding.column),
            resources=[(region, place) for region, place in where if place],
            waived=waiver_text(finding.waiver) if finding.status is Status.WAIVED and finding.waiver else "",
        )
