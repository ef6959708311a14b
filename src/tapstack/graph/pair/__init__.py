"""Two stacks of one template side by side: where they differ, and why. Computes; does not judge."""

from tapstack.graph.pair.compare import ABSENT, Difference
from tapstack.graph.pair.explain import Explanation
from tapstack.graph.pair.pair import Pair, Twin

__all__ = ["ABSENT", "Difference", "Explanation", "Pair", "Twin"]
