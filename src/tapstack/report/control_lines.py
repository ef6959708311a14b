"""How the controls stand, for people: a table by status and region, and those that do not pass."""

from collections.abc import Iterator

from tapstack.findings import ControlMatrix, ControlVerdict, Status, plain

Span = tuple[str, str]
Line = list[Span]


def control_lines(matrix: ControlMatrix, styles: dict[Status, str]) -> Iterator[Line]:
    """The lines; ``styles`` has a rich style for each status."""
    names = (*matrix.regions,)
    width = max(len("controls"), *(len(name) for name in names)) if names else len("controls")
    yield [("controls".ljust(width), "bold"), *((f"{status.value:>9}", "bold") for status in Status)]
    for region in names:
        counts = matrix.counts[region]
        yield [(region.ljust(width), ""), *(_count(status, counts[status.value], styles) for status in Status)]
    yield from (_verdict(one, styles) for one in _noteworthy(matrix))
    yield from _remarks(matrix)


def _count(status: Status, number: int, styles: dict[Status, str]) -> Span:
    return (f"{number:>9}", styles[status] if number else "dim")


def _noteworthy(matrix: ControlMatrix) -> list[ControlVerdict]:
    return [one for one in matrix.verdicts if one.status is not Status.PASS]


def _verdict(one: ControlVerdict, styles: dict[Status, str]) -> Line:
    return [
        (f"  {one.status.value:<8}", styles[one.status]),
        (f"{plain(one.control)} [{one.region}]", ""),
        (f"  {plain(one.why)}" if one.why else "", "dim"),
    ]


def _remarks(matrix: ControlMatrix) -> Iterator[Line]:
    clauses = [clause for control in matrix.controls for clause in control.clauses]
    verified = sum(clause.verified for clause in clauses)
    yield [(f"  {verified} of {len(clauses)} mappings to clauses are verified by a source that was read.", "dim")]
    if not matrix.complete:
        yield [
            ("  The run left out layers, regions or templates that the controls need; coverage was not judged.", "dim")
        ]
