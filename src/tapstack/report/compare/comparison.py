"""What changed between two reports.

Verdicts are ordered: PASS, WAIVED, FAIL, ERROR, each worse than the one before. SKIP and UNKNOWN say that nothing is
known: to lose a PASS to them is worse, and to lose a FAIL to them is no mending but ``unjudged``.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tapstack.findings import Severity, Status
from tapstack.findings.status import QUIET
from tapstack.report.compare.saved import Saved, Verdict

KINDS = ("worse", "better", "unjudged", "new", "gone")
_ORDER = (Status.PASS, Status.WAIVED, Status.FAIL, Status.ERROR)
_SEVERITIES = (Severity.INFO, Severity.WARNING, Severity.ERROR)
_BAD = frozenset({Status.FAIL, Status.ERROR})


@dataclass(frozen=True, slots=True)
class Change:
    """One control in a region, or one finding, that is not as it was; ``old`` or ``new`` is None where it is not there.

    ``kind`` is one of ``KINDS``; ``worse`` if it makes the comparison fail.
    """

    kind: str
    worse: bool
    old: Verdict | None
    new: Verdict | None

    @property
    def shown(self) -> Verdict:
        """The newer of the two verdicts."""
        found = self.new or self.old
        assert found is not None, "a change has one of the two"  # noqa: S101
        return found


@dataclass(frozen=True, slots=True)
class Comparison:
    """Changes in the order of ``KINDS``; ``controls`` is None where one of the reports judged none."""

    old: Saved
    new: Saved
    controls: tuple[Change, ...] | None
    findings: tuple[Change, ...]

    @property
    def worse(self) -> bool:
        """Whether anything got worse."""
        return any(change.worse for change in (*(self.controls or ()), *self.findings))


def compare(old: Saved, new: Saved) -> Comparison:
    """What changed from ``old`` to ``new``.

    A control that is gone is worse: less is promised. A finding that is gone is not, for its resource may be gone, too;
    a new one is where it is FAIL or ERROR. Where one report leaves out what passed, so does the comparison.
    """
    controls = None
    if old.controls is not None and new.controls is not None:
        controls = _ordered(_changes(old.controls, new.controls, gone_is_worse=True))
    whole = old.whole and new.whole
    return Comparison(old, new, controls, _ordered(_changes(_compared(old, whole), _compared(new, whole))))


def _compared(saved: Saved, whole: bool) -> Mapping[str, Verdict]:
    return {mark: one for mark, one in saved.findings.items() if whole or one.status not in QUIET}


def _ordered(changes: Iterator[Change]) -> tuple[Change, ...]:
    return tuple(sorted(changes, key=lambda change: KINDS.index(change.kind)))


def _changes(
    old: Mapping[str, Verdict], new: Mapping[str, Verdict], *, gone_is_worse: bool = False
) -> Iterator[Change]:
    for name in dict.fromkeys((*old, *new)):
        before, now = old.get(name), new.get(name)
        if before is None and now is not None:
            yield Change("new", now.status in _BAD, None, now)
        elif now is None and before is not None:
            yield Change("gone", gone_is_worse, before, None)
        elif before and now and (kind := _kind(before, now)):
            yield Change(kind, kind == "worse", before, now)


def _kind(old: Verdict, new: Verdict) -> str | None:
    if old.status is new.status:
        return _by(old.severity, new.severity, _SEVERITIES) if new.status is Status.FAIL else None
    if old.status in _ORDER and new.status in _ORDER:
        return _by(old.status, new.status, _ORDER)
    if new.status in _ORDER:
        return "worse" if new.status in _BAD else "better"
    return "worse" if old.status is Status.PASS else "unjudged"


def _by(old: str, new: str, order: Sequence[str]) -> str | None:
    """What the change is where ``order`` has the best first."""
    if old == new:
        return None
    return "better" if order.index(new) < order.index(old) else "worse"
