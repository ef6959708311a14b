"""The findings of layers, for tests."""

from __future__ import annotations

from typing import Self

from tapstack.findings import Finding, Status, counts, exit_code
from tapstack.findings.line import line

_QUIET = (Status.PASS, Status.SKIP)
_MOST_LINES = 50


class Findings(tuple[Finding, ...]):
    """Findings of every status, in stable order; shown are those that are neither PASS nor SKIP."""

    __slots__ = ()

    def __repr__(self) -> str:
        shown = [line(finding) for finding in self if finding.status not in _QUIET]
        more = [f"... and {len(shown) - _MOST_LINES} more"] if len(shown) > _MOST_LINES else []
        tally = ", ".join(f"{number} {status}" for status, number in self.counts.items() if number) or "nothing"
        return "\n  ".join([f"Findings({tally})", *shown[:_MOST_LINES], *more])

    @property
    def counts(self) -> dict[str, int]:
        """How many there are of each status."""
        return counts(self)

    @property
    def exit_code(self) -> int:
        """What ``tapstack check`` would end with: 0, 1 for an error, 5 where nothing was checked."""
        return exit_code(self)

    def of(
        self,
        *,
        check: str | None = None,
        resource: str | None = None,
        region: str | None = None,
        status: str | None = None,
    ) -> Self:
        """Those of one check, resource, region or status."""
        wanted = {"check": check, "resource": resource, "region": region, "status": status and Status(status)}
        asked = {name: value for name, value in wanted.items() if value is not None}
        return type(self)(f for f in self if all(getattr(f, name) == value for name, value in asked.items()))
