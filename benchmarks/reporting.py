"""What it costs to write twenty thousand verdicts in each format, beside Python's own JSON."""

import gc
import json
import time
from functools import partial

from benchmarks.figure import Figure, milliseconds, ratio
from benchmarks.interleave import interleave

FINDINGS = 20_000
PLAIN = "json.dumps"


def measure(rounds: int) -> list[Figure]:
    """The slowest format against writing the same records without any of its care."""
    from tapstack.report import FORMATS

    sides = {form: partial(_drawn, form) for form in (*FORMATS, PLAIN)}
    samples = interleave(sides, rounds)
    slowest = max(FORMATS, key=lambda form: ratio(samples, form, PLAIN))
    value = ratio(samples, slowest, PLAIN)
    return [
        Figure(
            what=f"A report of {FINDINGS:,} verdicts, slowest format ({slowest})",
            measured=milliseconds(samples[slowest]),
            against=f"`{PLAIN}` of the records: {milliseconds(samples[PLAIN])}",
            value=value,
            shown=f"{value:.1f} times",
            wanted="at most 2 times",
            met=value <= 2,
            samples=samples,
        )
    ]


def _drawn(form: str) -> float:
    """Seconds to draw every verdict."""
    from tapstack.findings import Finding, Severity, Status, summarize
    from tapstack.report import drawer

    path = ("Resources", "Bucket", "Properties")
    findings = [
        Finding(
            f"CHECK-{number % 50}", "policy", Status.FAIL if number % 2 else Status.PASS, Severity.ERROR, "us-east-1",
            f"Item{number}", (*path, number), "lib/t.json", number + 1, 5, f"Number {number} is wrong.", "Mend it.",
            "https://docs.aws.amazon.com/",
        )
        for number in range(FINDINGS)
    ]  # fmt: skip
    summary = summarize(
        findings, tapstack="0", files=["lib/t.json"], regions=["us-east-1"], layers=["policy"], as_of="2026-01-01"
    )
    gc.collect()
    start = time.perf_counter()
    if form == PLAIN:
        json.dumps([finding._asdict() for finding in findings], indent=2)
    else:
        drawer(form)(findings, summary, True)
    return time.perf_counter() - start
