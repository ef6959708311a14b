"""PAIR-015: what a resource works with most likely has to be in its own region."""

from collections.abc import Iterator

from tapstack.checks.pair.local import strangers, table
from tapstack.checks.pair.rule import Outcome, PairRule, resources
from tapstack.graph.pair import Pair, Twin


def judge(_pair: Pair, twin: Twin) -> Iterator[Outcome]:
    """A fault for each dead-letter queue, event source, certificate or target group of another region."""
    yield from strangers(twin, "assumed")


RULE = PairRule(
    id="PAIR-015",
    title="Dead-letter queues, event sources, certificates and target groups are of the stack's own region",
    why="Most likely AWS does not take those of another region; where it does, the stack stops when that region does.",
    fix="Write ${AWS::Region} in place of the region's name.",
    source=table("assumed")["source"],
    about=resources,
    judge=judge,
)
