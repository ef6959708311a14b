"""PAIR-005: a protection is as strong in one region as in the other."""

from collections.abc import Iterator

from tapstack.checks.pair.rule import Outcome, PairRule, on_both_sides
from tapstack.checks.pair.settings import weaker
from tapstack.graph.pair import Pair, Twin


def judge(pair: Pair, twin: Twin) -> Iterator[Outcome]:
    """A fault for each protection that is weaker in one region: shorter, of an older kind, or without an own key."""
    yield from weaker(pair, twin, "less")


RULE = PairRule(
    id="PAIR-005",
    title="A protection is as strong in one region as in the other",
    why="What one region keeps, logs or encrypts with a key of its own, the other does less: what holds before a"
    " failover no longer holds after it.",
    fix="Give both regions the stronger value.",
    source="resource schemas (what the property does, and its default); the properties are listed in settings.json",
    about=on_both_sides,
    judge=judge,
)
