"""What a run was about and how it ended, beside its findings."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from tapstack.findings.baselined import Baselined
from tapstack.findings.control import ControlMatrix
from tapstack.findings.counts import counts, counts_by_layer
from tapstack.findings.exhibits import Exhibits
from tapstack.findings.exits import NOTHING_CHECKED, OK, exit_code
from tapstack.findings.finding import Finding
from tapstack.findings.provenance import Provenance
from tapstack.findings.status import Status


@dataclass(frozen=True, slots=True)
class Summary:
    """Drawn above or below the findings of every report.

    ``regions`` are in the order of deployment; ``layers`` are those that ran, in their order;
    ``as_of`` is the day (ISO 8601) for which everything that ages was judged; ``counts`` counts
    check x resource x region over all findings, PASS and SKIP too; ``fail_on`` says what beside errors
    fails the run. What a baseline hid is counted in ``baselined`` and nowhere else. ``controls`` tell how each control
    of the configured template stands; None where there are none, or where it was not judged. ``provenance`` says what
    the verdicts rest on, ``exhibits`` are what else a report shows; None where nobody asked.
    """

    tapstack: str
    files: tuple[str, ...]
    regions: tuple[str, ...]
    layers: tuple[str, ...]
    as_of: str
    counts: dict[str, int]
    by_layer: dict[str, dict[str, int]]
    exit_code: int
    fail_on: tuple[str, ...] = ()
    baselined: Baselined | None = None
    controls: ControlMatrix | None = None
    provenance: Provenance | None = None
    exhibits: Exhibits | None = None


def summarize(
    findings: Sequence[Finding],
    *,
    tapstack: str,
    files: Sequence[str],
    regions: Sequence[str],
    layers: Sequence[str],
    as_of: str,
    fail_on: Collection[str] = (),
) -> Summary:
    """The summary of ``findings``; a layer that ran and found nothing at all is counted with zeros."""
    by_layer = counts_by_layer(findings)
    return Summary(
        tapstack=tapstack,
        files=tuple(files),
        regions=tuple(regions),
        layers=tuple(layers),
        as_of=as_of,
        counts=counts(findings),
        by_layer={layer: by_layer.get(layer, counts(())) for layer in layers},
        exit_code=exit_code(findings, fail_on),
        fail_on=tuple(fail_on),
    )


def with_baseline(summary: Summary, baselined: Baselined) -> Summary:
    """The summary of the findings that a baseline left; a FAIL that it hid was checked nevertheless."""
    judged = summary.exit_code != NOTHING_CHECKED or not baselined.hidden[Status.FAIL]
    return replace(summary, baselined=baselined, exit_code=summary.exit_code if judged else OK)
