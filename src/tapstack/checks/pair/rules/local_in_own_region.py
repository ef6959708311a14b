"""PAIR-007: what a resource needs beside it is named in its own region."""

from collections.abc import Iterator

from tapstack.checks.pair.local import strangers, table
from tapstack.checks.pair.rule import Outcome, PairRule, resources
from tapstack.findings import Severity
from tapstack.graph.pair import Pair, Twin


def judge(_pair: Pair, twin: Twin) -> Iterator[Outcome]:
    """A fault for each key, topic, layer, service token, zone or endpoint service of another region."""
    yield from strangers(twin, "sure")


RULE = PairRule(
    id="PAIR-007",
    title="Zones, keys, alarm actions, layers, service tokens and endpoint services are of the stack's own region",
    why="AWS looks for them in the region of the resource that needs them and refuses those of another: the stack of"
    " that region fails.",
    fix='Write ${AWS::Region} in place of the region\'s name, or take the zone from Fn::GetAZs "".',
    source=table("sure")["source"],
    about=resources,
    judge=judge,
    severity=Severity.ERROR,
)
