"""Controls by region, with the clauses that ask for them; clauses by framework, with the controls they ask for."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tapstack.findings import Clause, Control, ControlMatrix, ControlVerdict, Framework, FrameworkClause, Status
from tapstack.report.html.ids import Ids
from tapstack.report.html.tokens import word, words


@dataclass(frozen=True, slots=True)
class ControlRow:
    """``clauses`` are by framework, in the order of the frameworks; ``verified`` are the words that filters know."""

    id: str
    control: Control
    verdicts: Sequence[ControlVerdict]
    clauses: Mapping[str, Sequence[Clause]]
    found: str
    frameworks: str
    verified: str


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """A clause, and its controls with whether somebody verified that it asks for them."""

    clause: FrameworkClause
    controls: Sequence[tuple[ControlRow, Clause]]


@dataclass(frozen=True, slots=True)
class FrameworkView:
    """``counts`` are its controls by region and status; ``verified`` of ``mappings`` were read in their source."""

    word: str
    framework: Framework
    clauses: Sequence[ClauseRow]
    controls: int
    counts: Mapping[str, Mapping[str, int]]
    mappings: int
    verified: int


def control_rows(matrix: ControlMatrix, ids: Ids) -> list[ControlRow]:
    """In the order of the controls; two of one id, a FAIL of its own, have a row each."""
    names = [framework.id for framework in matrix.frameworks]
    rows = enumerate(matrix.controls)
    return [_row(control, matrix, names, ids("control", control.id, beside=place)) for place, control in rows]


def _row(control: Control, matrix: ControlMatrix, names: Sequence[str], name: str) -> ControlRow:
    own = {one.region: one for one in matrix.verdicts if one.control == control.id}
    clauses = {name: [one for one in control.clauses if one.framework == name] for name in names}
    return ControlRow(
        id=name,
        control=control,
        verdicts=[own.get(region) or _unjudged(control, region) for region in matrix.regions],
        clauses=clauses,
        found=" ".join(f"{word(one.region)}:{one.status}" for one in own.values()),
        frameworks=words(one.framework for one in control.clauses),
        verified=words("verified" if one.verified else "assumed" for one in control.clauses),
    )


def _unjudged(control: Control, region: str) -> ControlVerdict:
    return ControlVerdict(control.id, region, Status.UNKNOWN, {}, "Nothing was said of it here.")


def framework_views(matrix: ControlMatrix, rows: Sequence[ControlRow]) -> list[FrameworkView]:
    """In the order of the frameworks, clauses in theirs."""
    return [_view(framework, matrix, rows) for framework in matrix.frameworks]


def _view(framework: Framework, matrix: ControlMatrix, rows: Sequence[ControlRow]) -> FrameworkView:
    asked = [row for row in rows if row.clauses[framework.id]]
    mappings = [one for row in asked for one in row.clauses[framework.id]]
    tally = {
        region: Counter(one.status.value for row in asked for one in row.verdicts if one.region == region)
        for region in matrix.regions
    }
    return FrameworkView(
        word=word(framework.id),
        framework=framework,
        clauses=[_clause(framework, clause, asked) for clause in framework.clauses],
        controls=len(asked),
        counts={region: {status.value: tally[region][status.value] for status in Status} for region in matrix.regions},
        mappings=len(mappings),
        verified=sum(one.verified for one in mappings),
    )


def _clause(framework: Framework, clause: FrameworkClause, rows: Sequence[ControlRow]) -> ClauseRow:
    asking = [(row, one) for row in rows for one in row.clauses[framework.id] if one.number == clause.number]
    return ClauseRow(clause, asking)
