"""Waivers that took effect, and what each of them accepts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tapstack.findings import Waiver
from tapstack.report.html.found import Found

_SOON = 30


@dataclass(frozen=True, slots=True)
class WaiverView:
    """``days`` until its last day, counted from the day of the run; ``soon`` if few are left."""

    waiver: Waiver
    findings: Sequence[Found]
    days: int
    soon: bool


def waiver_views(noteworthy: Iterable[Found], as_of: str) -> list[WaiverView]:
    """Those that expire first come first."""
    members: dict[Waiver, list[Found]] = {}
    for one in noteworthy:
        if one.waived and one.finding.waiver:
            members.setdefault(one.finding.waiver, []).append(one)
    day = date.fromisoformat(as_of)
    views = [
        WaiverView(waiver, findings, (waiver.expiry - day).days, (waiver.expiry - day).days <= _SOON)
        for waiver, findings in members.items()
    ]
    return sorted(views, key=lambda view: (view.waiver.expiry, view.waiver.rule))
