"""From FAIL to WAIVED."""

from collections.abc import Iterable
from datetime import date

from tapstack.findings import Finding, Status, Waiver


def means(waiver: Waiver, finding: Finding) -> bool:
    """Whether the waiver is about the check, the resource and the region of the finding.

    A finding without a region holds for all of them together, one without a resource for the whole template: a
    waiver that names a region or a resource accepts less than that, and so does not mean it.
    """
    return (
        finding.check == waiver.rule
        and waiver.resource in (None, finding.resource)
        and waiver.region in (None, finding.region)
    )


class Acceptance:
    """Gives verdicts as they are on ``day``, and keeps which FAILs each waiver is about, expired ones, too."""

    def __init__(self, waivers: Iterable[Waiver], day: date) -> None:
        self.met: dict[Waiver, list[Finding]] = {waiver: [] for waiver in waivers}
        self._day = day
        self._by_rule: dict[str, list[Waiver]] = {}
        for waiver in sorted(self.met, key=_breadth):
            self._by_rule.setdefault(waiver.rule, []).append(waiver)

    def verdict(self, finding: Finding) -> Finding:
        """The finding, WAIVED if it is a FAIL that a waiver in force means: the narrowest, of those the first."""
        if finding.status is not Status.FAIL:
            return finding
        about = [waiver for waiver in self._by_rule.get(finding.check, ()) if means(waiver, finding)]
        for waiver in about:
            self.met[waiver].append(finding)
        holding = next((waiver for waiver in about if waiver.expiry >= self._day), None)
        return finding._replace(status=Status.WAIVED, waiver=holding) if holding else finding


def _breadth(waiver: Waiver) -> tuple[bool, bool]:
    return (waiver.resource is None, waiver.region is None)
