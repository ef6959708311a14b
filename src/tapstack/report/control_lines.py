"""How the controls stand, for people: a table by status and region, and those that do not pass."""

from collections.abc import Iterator, Mapping

from tapstack.findings import ControlMatrix, Status, plain

Span = tuple[str, str]
Line = list[Span]
Styles = Mapping[Status, str]


def control_lines(matrix: ControlMatrix, styles: Styles) -> Iterator[Line]:
    """The lines; ``styles`` has a rich style for each status."""
    width = max(map(len, ("controls", *matrix.regions)))
    yield [("controls".ljust(width), "bold"), *((f"{status.value:>9}", "bold") for status in Status)]
    for region in matrix.regions:
        counts = matrix.counts[region]
        yield [(region.ljust(width), ""), *(_count(status, counts[status.value], styles) for status in Status)]
    for (control, status, why), regions in _noteworthy(matrix).items():
        yield [
            (f"    {status.value:<8}", styles[status]),
            (f" {plain(control)}  [{', '.join(regions)}]", ""),
            (f"  {plain(why)}" if why else "", "dim"),
        ]
    yield from ([(f"    {remark}", "dim")] for remark in _remarks(matrix))


def _count(status: Status, number: int, styles: Styles) -> Span:
    return (f"{number:>9}", styles[status] if number else "dim")


def _noteworthy(matrix: ControlMatrix) -> dict[tuple[str, Status, str], list[str]]:
    """The regions in which a control does not pass, for the same reason."""
    found: dict[tuple[str, Status, str], list[str]] = {}
    for one in matrix.verdicts:
        if one.status is not Status.PASS:
            found.setdefault((one.control, one.status, one.why), []).append(one.region)
    return found


def _remarks(matrix: ControlMatrix) -> Iterator[str]:
    clauses = [clause for control in matrix.controls for clause in control.clauses]
    verified = sum(clause.verified for clause in clauses)
    if clauses:
        yield f"{verified} of {len(clauses)} mappings to clauses are verified by a source that was read."
    if not matrix.complete:
        yield "The run left out layers, regions or templates that controls need; coverage was not judged."
