"""How runs went over time: plain records that reports draw."""

from collections.abc import Mapping
from dataclasses import dataclass

Counts = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One run, as the history remembers it.

    ``time`` is when it was (RFC 3339, UTC), ``as_of`` the day for which it judged. ``template`` and ``rules`` are the
    hashes of what was judged and by what, empty where the run had none. ``counts`` are all its verdicts by status;
    ``controls`` the number of controls of each status in each region, every status named, in the order of deployment,
    empty where no controls were judged; ``by_control`` the status of each control in each region. ``complete`` as for a
    ControlMatrix. ``hidden`` is how many findings a baseline hid.
    """

    time: str
    as_of: str
    tapstack: str
    files: tuple[str, ...]
    regions: tuple[str, ...]
    layers: tuple[str, ...]
    template: str
    rules: str
    exit_code: int
    complete: bool
    hidden: int
    counts: Counts
    controls: Mapping[str, Counts]
    by_control: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Trend:
    """The runs of a history, the oldest first; ``file`` is where it is kept."""

    file: str
    points: tuple[TrendPoint, ...]
