"""PAIR-016: what is named is named alike in both regions, but for the region."""

from collections.abc import Iterator
from itertools import takewhile

from tapstack.checks.pair.rule import Fault, Outcome, PairRule, on_both_sides
from tapstack.checks.pair.words import shown, told
from tapstack.facts.identities import identity
from tapstack.graph.pair import Pair, Twin
from tapstack.render.pattern import pattern
from tapstack.render.pattern import shown as readable

_MEANT = frozenset({"region", "peer", "computed", "follows", "zones", "store", "none", "unknown"})


def judge(pair: Pair, twin: Twin) -> Iterator[Outcome]:
    """A fault for a name that a condition or a mapping chooses: neither the same nor that of the region."""
    form = identity(twin.type).get("Ref")
    names = set(form.names) if form is not None else set()
    for difference in pair.differences(twin):
        if len(difference.path) != 4 or difference.path[3] not in names or pair.explain(difference).kind in _MEANT:
            continue
        if _abbreviates(difference.values, pair.regions):
            continue
        one, other = pair.regions
        values = f"{shown(difference.values[0])} in {one} and {shown(difference.values[1])} in {other}"
        message = f"{told(difference.path)} is {values}: they differ by more than the region."
        yield Fault(None, pair.regions[difference.side], difference.path, message)


def _abbreviates(values: tuple[object, object], regions: tuple[str, str]) -> bool:
    """Whether the names differ in a short form of each region alone: ``use1`` and ``euc1``."""
    texts = [readable(pattern(value)) for value in values]
    start = _alike(*texts)
    end = _alike(*(text[start:][::-1] for text in texts))
    parts = [text[start : len(text) - end] for text in texts]
    return all(part and _within(part, region) for part, region in zip(parts, regions, strict=True))


def _alike(one: str, other: str) -> int:
    return sum(1 for _ in takewhile(lambda letters: letters[0] == letters[1], zip(one, other, strict=False)))


def _within(part: str, region: str) -> bool:
    letters = iter(region)
    return all(letter in letters for letter in part.lower())


RULE = PairRule(
    id="PAIR-016",
    title="What has a name has the same in both regions, or one that follows the region",
    why="Policies, runbooks and replication find the twin by its name; one that cannot be derived from the other's is"
    " not found after a failover.",
    fix="Build both names alike, with ${AWS::Region} where they have to differ.",
    source="assumption: the name of a resource is derived from that of its twin",
    about=on_both_sides,
    judge=judge,
)
