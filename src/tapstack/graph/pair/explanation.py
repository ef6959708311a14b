"""What accounts for a difference."""

from typing import NamedTuple


class Explanation(NamedTuple):
    """``kind`` is region, peer, condition, mapping, zones, store, computed, follows, unknown or none; ``text`` says it.

    A difference of the kind none has no explanation; of one of the kind unknown it cannot be told.
    """

    kind: str
    text: str

    @property
    def explains(self) -> bool:
        """Whether the difference is accounted for."""
        return self.kind not in {"none", "unknown"}
