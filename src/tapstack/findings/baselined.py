"""What a baseline hid from a run."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Baselined:
    """``hidden`` counts by status the findings that ``file`` knew and that are therefore in no other count.

    ``gone`` of its findings were looked for by this run and not found again.
    """

    file: str
    hidden: dict[str, int]
    gone: int

    @property
    def total(self) -> int:
        """How many are hidden, of whatever status."""
        return sum(self.hidden.values())
