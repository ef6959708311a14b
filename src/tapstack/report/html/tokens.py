"""What the filters of the report compare: words without spaces, joined by one."""

from collections.abc import Iterable, Sequence
from urllib.parse import quote

from tapstack.findings import Finding, Status

BADNESS = (Status.ERROR, Status.FAIL, Status.UNKNOWN, Status.WAIVED, Status.PASS, Status.SKIP)
"""What a reader looks at first."""


def word(text: str) -> str:
    """``text`` as one word; of two texts that differ the words differ."""
    return quote(text, safe="", errors="backslashreplace") or "-"


def words(texts: Iterable[str]) -> str:
    """Each text as a word, once."""
    return " ".join(dict.fromkeys(map(word, texts)))


def verdicts(findings: Iterable[Finding], regions: Sequence[str]) -> str:
    """``region:STATUS`` for each that occurs; what holds for all regions holds in each."""
    found = {(region, one.status) for one in findings for region in ([one.region] if one.region else regions or [""])}
    return " ".join(f"{word(region)}:{status}" for region, status in sorted(found))


def worst(statuses: Iterable[Status]) -> Status | None:
    """The first of ``BADNESS`` that occurs."""
    found = set(statuses)
    return next((status for status in BADNESS if status in found), None)
