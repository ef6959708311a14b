"""What a report shows beside verdicts: the text that they are about, pictures, drills, and how earlier runs went."""

from dataclasses import dataclass

from tapstack.findings.drilled import DrillRecord
from tapstack.findings.picture import Picture
from tapstack.findings.trend import Trend


@dataclass(frozen=True, slots=True)
class SourceText:
    """The lines of a file as a reader may see them: what is secret in them is hidden."""

    file: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Exhibits:
    """Of all files of a run; ``trend`` is None where no history is kept."""

    sources: tuple[SourceText, ...] = ()
    pictures: tuple[Picture, ...] = ()
    drills: tuple[DrillRecord, ...] = ()
    trend: Trend | None = None
