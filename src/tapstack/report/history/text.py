"""The trend for people: a line for each run, and how the controls went as a small picture."""

from collections.abc import Iterator, Mapping, Sequence

from tapstack.findings import Status, Trend, TrendPoint, plain

_BARS = "▁▂▃▄▅▆▇█"
_HASH = 8
"""Digits of a hash that are enough to see whether it changed."""


def trend_text(trend: Trend) -> str:
    """Verdicts and controls of each run by status, the oldest first; then the share of controls that pass."""
    if not trend.points:
        return f"{plain(trend.file)} holds no run.\n"
    return "".join(plain(line).rstrip() + "\n" for line in (*_table(trend.points), "", *_pictures(trend.points)))


def _table(points: Sequence[TrendPoint]) -> Iterator[str]:
    statuses = "".join(f"{status.value:>9}" for status in Status)
    yield f"{'time':<22}{'as of':<12}{'template':<10}{'rules':<10}{'exit':>4}  {'':<16}{statuses}"
    for point in points:
        hashes = f"{point.template[:_HASH]:<10}{point.rules[:_HASH]:<10}"
        head = f"{point.time:<22}{point.as_of:<12}{hashes}{point.exit_code:>4}"
        for number, (name, counts) in enumerate(_rows(point)):
            yield f"{head if number == 0 else '':<58}  {name:<16}" + _counts(counts)


def _rows(point: TrendPoint) -> Iterator[tuple[str, Mapping[str, int]]]:
    yield "verdicts", point.counts
    yield from point.controls.items()


def _counts(counts: Mapping[str, int]) -> str:
    return "".join(f"{counts[status.value]:>9}" for status in Status)


def _pictures(points: Sequence[TrendPoint]) -> Iterator[str]:
    """A bar for each run that judged all that controls need; the others would look like a change."""
    whole = [point for point in points if point.complete]
    for region in dict.fromkeys(region for point in whole for region in point.controls):
        counts = [point.controls[region] for point in whole if region in point.controls]
        bars = "".join(map(_bar, counts))
        passed, judged = counts[-1][Status.PASS.value], sum(counts[-1].values())
        yield f"controls that pass in {region}: {bars} {passed} of {judged}"
    if left_out := len(points) - len(whole):
        yield f"{left_out} of {len(points)} runs did not judge all that the controls need; they are in no bar."


def _bar(counts: Mapping[str, int]) -> str:
    total = sum(counts.values())
    return _BARS[counts[Status.PASS.value] * (len(_BARS) - 1) // total] if total else _BARS[0]
