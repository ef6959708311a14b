"""All verdicts by check: how many of each kind, and on what. What passed is named here and nowhere at length."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tapstack.findings import Finding, Status, Summary, counts
from tapstack.report.html.ids import Ids
from tapstack.report.html.tokens import BADNESS, verdicts


@dataclass(frozen=True, slots=True)
class Line:
    """The resources (or the stack itself, an empty name) on which one verdict was given in the same regions."""

    status: Status
    regions: Sequence[str]
    names: Sequence[str]


@dataclass(frozen=True, slots=True)
class Tally:
    """One check of one layer. ``message`` is what its verdicts say, where all say the same."""

    id: str
    check: str
    layer: str
    title: str
    counts: Mapping[str, int]
    lines: Sequence[Line]
    verdicts: str
    controls: Sequence[str]
    message: str


def tallies(findings: Sequence[Finding], summary: Summary, ids: Ids) -> dict[str, list[Tally]]:
    """For each layer that ran the tallies of its checks, by their ids."""
    members: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        members.setdefault((finding.layer, finding.check), []).append(finding)
    found: dict[str, list[Tally]] = {layer: [] for layer in summary.layers}
    for (layer, check), verdicts_ in sorted(members.items()):
        found.setdefault(layer, []).append(_tally(ids("check", check, beside=layer), layer, verdicts_, summary.regions))
    return found


def _tally(name: str, layer: str, members: Sequence[Finding], regions: Sequence[str]) -> Tally:
    messages = {finding.message for finding in members}
    return Tally(
        id=name,
        check=members[0].check,
        layer=layer,
        title=next((finding.title for finding in members if finding.title), ""),
        counts=counts(members),
        lines=list(_lines(members, regions)),
        verdicts=verdicts(members, regions),
        controls=tuple(dict.fromkeys(control for finding in members for control in finding.controls)),
        message=messages.pop() if len(messages) == 1 else "",
    )


def _lines(members: Iterable[Finding], regions: Sequence[str]) -> Iterator[Line]:
    where: dict[tuple[Status, str], dict[str | None, None]] = {}
    for finding in members:
        where.setdefault((finding.status, finding.resource or ""), {})[finding.region] = None
    lines: dict[tuple[Status, tuple[str, ...]], list[str]] = {}
    for (status, name), found in where.items():
        there = tuple(region for region in regions if region in found) or tuple(one for one in found if one)
        lines.setdefault((status, there), []).append(name)
    for (status, there), names in sorted(lines.items(), key=lambda line: BADNESS.index(line[0][0])):
        yield Line(status, there, sorted(names))
