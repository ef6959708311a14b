"""A run as the history remembers it."""

from tapstack.findings import ControlMatrix, Summary, TrendPoint
from tapstack.findings.source_root import project_path
from tapstack.report.origin import hashes, moment


def point(summary: Summary) -> TrendPoint:
    """The run of this summary; its controls as they are in the matrix."""
    matrix = summary.controls
    digests = hashes(summary.provenance)
    return TrendPoint(
        time=moment(summary),
        as_of=summary.as_of,
        tapstack=summary.tapstack,
        files=tuple(map(project_path, summary.files)),
        regions=summary.regions,
        layers=summary.layers,
        template=digests["template"],
        rules=digests["rules"],
        exit_code=summary.exit_code,
        complete=bool(matrix and matrix.complete),
        hidden=summary.baselined.total if summary.baselined else 0,
        counts=dict(summary.counts),
        controls={region: dict(matrix.counts[region]) for region in matrix.regions} if matrix else {},
        by_control=_by_control(matrix) if matrix else {},
    )


def _by_control(matrix: ControlMatrix) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for verdict in matrix.verdicts:
        found.setdefault(verdict.control, {})[verdict.region] = verdict.status.value
    return found
