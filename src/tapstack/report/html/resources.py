"""What is known of each resource in each region: what it needs, what needs it, and what was found of it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tapstack.findings import Finding, Status, Summary, counts
from tapstack.findings.picture import Bridge, Picture, PlacedResource
from tapstack.report.choice import level
from tapstack.report.html.found import Found
from tapstack.report.html.ids import Ids
from tapstack.report.html.tokens import BADNESS, verdicts, worst

Place = tuple[str, str, str]
"""File, region and logical id."""


@dataclass(frozen=True, slots=True)
class ResourceEntry:
    """``number`` is unique in the report. ``needs`` and ``needed_by`` are logical ids of the same region.

    ``concern`` is the level of the worst finding, or empty; ``passed`` are checks by quiet status.
    """

    id: str
    number: int
    file: str
    placed: PlacedResource
    needs: Sequence[str]
    needed_by: Sequence[str]
    leads_to: Sequence[Bridge]
    reached_from: Sequence[Bridge]
    findings: Sequence[Found]
    counts: Mapping[str, int]
    checks: Mapping[Status, Sequence[str]]
    verdicts: str
    status: Status | None
    concern: str


def places(summary: Summary, ids: Ids) -> dict[Place, str]:
    """The id of each resource's entry."""
    pictures = summary.exhibits.pictures if summary.exhibits else ()
    return {
        (picture.file, one.region, one.name): ids("resource", one.region, one.name, beside=picture.file)
        for picture in pictures
        for one in picture.resources
    }


def entries(
    findings: Iterable[Finding], noteworthy: Iterable[Found], summary: Summary, known: Mapping[Place, str]
) -> list[ResourceEntry]:
    """In the order of deployment and of the template."""
    said: dict[Place, list[Finding]] = defaultdict(list)
    for finding in findings:
        for region in [finding.region] if finding.region else summary.regions:
            said[finding.file, region, finding.resource or ""].append(finding)
    about: dict[str, list[Found]] = defaultdict(list)
    for one in noteworthy:
        for _, name in one.resources:
            about[name].append(one)
    made: list[ResourceEntry] = []
    for picture in summary.exhibits.pictures if summary.exhibits else ():
        around = _Around(picture)
        for placed in picture.resources:
            place = (picture.file, placed.region, placed.name)
            made.append(_entry(len(made), known[place], picture.file, placed, around, said[place], about[known[place]]))
    return made


class _Around:
    """What leads to and from the resources of a picture."""

    def __init__(self, picture: Picture) -> None:
        self.needs: dict[tuple[str, str], list[str]] = defaultdict(list)
        self.needed_by: dict[tuple[str, str], list[str]] = defaultdict(list)
        self.leads_to: dict[tuple[str, str], list[Bridge]] = defaultdict(list)
        self.reached_from: dict[tuple[str, str], list[Bridge]] = defaultdict(list)
        for one in picture.dependencies:
            self.needs[one.region, one.dependent].append(one.dependency)
            self.needed_by[one.region, one.dependency].append(one.dependent)
        for bridge in picture.bridges:
            self.leads_to[bridge.region, bridge.name].append(bridge)
            self.reached_from[bridge.to, bridge.target].append(bridge)


def _entry(
    number: int,
    name: str,
    file: str,
    placed: PlacedResource,
    around: _Around,
    said: Sequence[Finding],
    about: Sequence[Found],
) -> ResourceEntry:
    key = (placed.region, placed.name)
    own = [finding._replace(region=placed.region) for finding in said]
    return ResourceEntry(
        id=name,
        number=number,
        file=file,
        placed=placed,
        needs=around.needs[key],
        needed_by=around.needed_by[key],
        leads_to=around.leads_to[key],
        reached_from=around.reached_from[key],
        findings=about,
        counts=counts(own),
        checks={
            status: sorted({one.check for one in own if one.status is status})
            for status in BADNESS
            if any(one.status is status for one in own)
        },
        verdicts=verdicts(own, ()),
        status=worst(one.status for one in own),
        concern=next((one for one in ("error", "warning", "info") if one in map(level, _loud(own))), ""),
    )


def _loud(findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.status in (Status.FAIL, Status.ERROR, Status.UNKNOWN)]
