"""What a run was about and how it ended, beside its findings."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from tapstack.findings.counts import counts, counts_by_layer
from tapstack.findings.exits import exit_code
from tapstack.findings.finding import Finding


@dataclass(frozen=True, slots=True)
class Summary:
    """Drawn above or below the findings of every report.

    ``regions`` are in the order of deployment; ``layers`` are those that ran, in their order;
    ``as_of`` is the day (ISO 8601) for which everything that ages was judged; ``counts`` counts
    check x resource x region over all findings, PASS and SKIP too; ``fail_on`` says what beside errors
    fails the run.
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
