"""Faults that are put into the simulated world on purpose."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Faults:
    """``lost_answers``: how many answers to custom resources' requests get lost, by logical id and kind of request."""

    lost_answers: dict[tuple[str, str], int] = field(default_factory=dict)

    def loses_answer(self, logical_id: str, kind: str) -> bool:
        """Whether this answer gets lost; each loss is counted."""
        left = self.lost_answers.get((logical_id, kind), 0)
        if left:
            self.lost_answers[logical_id, kind] = left - 1
        return left > 0
