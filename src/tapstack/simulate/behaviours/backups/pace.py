"""How long jobs take, and which of them are made to fail."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Pace:
    """Seconds, and bytes a second. All of it is assumed: AWS gives no figures, and promises none."""

    start: float = 300.0
    """From the schedule to the beginning of a backup; those that are asked for begin at once."""
    test: float = 0.0
    """From the schedule to the beginning of a restore test."""
    backup: float = 600.0
    copy: float = 1_200.0
    restore: float = 900.0
    """What a job takes at least."""
    rate: float = 50_000_000.0
    """Bytes a second beyond that."""

    def of(self, least: float, size: int) -> float:
        """How long a job of a size takes."""
        return least + size / self.rate


@dataclass
class Faults:
    """How many jobs will fail yet, by the ARN of what they back up, copy or restore (of a copy: the original's)."""

    backup: dict[str, int] = field(default_factory=dict)
    copy: dict[str, int] = field(default_factory=dict)
    restore: dict[str, int] = field(default_factory=dict)

    @staticmethod
    def take(faults: dict[str, int], arn: str) -> bool:
        """Whether the next one fails, which then counts."""
        if not faults.get(arn):
            return False
        faults[arn] -= 1
        return True
