"""PAIR-006: a region that takes over has the capacity of the one that fails."""

from collections.abc import Iterator

from tapstack.checks.pair.rule import Outcome, PairRule, on_both_sides
from tapstack.checks.pair.settings import weaker
from tapstack.graph.pair import Pair, Twin


def judge(pair: Pair, twin: Twin) -> Iterator[Outcome]:
    """A fault for each capacity of which one region has less."""
    yield from weaker(pair, twin, "capacity")


RULE = PairRule(
    id="PAIR-006",
    title="Both regions have the same capacity",
    why="A region that takes over the whole load with less capacity throttles it.",
    fix="Give both regions the larger value, or accept with a waiver that the standby must be scaled first.",
    source="assumption: either region may have to carry the whole load",
    about=on_both_sides,
    judge=judge,
)
