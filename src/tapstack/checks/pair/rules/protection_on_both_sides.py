"""PAIR-004: what protects a resource in one region protects it in the other."""

from collections.abc import Iterator

from tapstack.checks.pair.rule import Outcome, PairRule, on_both_sides
from tapstack.checks.pair.settings import weaker
from tapstack.findings import Severity
from tapstack.graph.pair import Pair, Twin


def judge(pair: Pair, twin: Twin) -> Iterator[Outcome]:
    """A fault for each protection that one region alone has."""
    yield from weaker(pair, twin, "lost")


RULE = PairRule(
    id="PAIR-004",
    title="A protection that one region has, the other has too",
    why="After a failover the data lives where the protection is missing: deleted, unencrypted, unversioned, without"
    " a point in time to return to, or failing without anyone being told.",
    fix="Set it in both regions; take it out of the Fn::If or the mapping.",
    source="resource schemas (what the property does, and its default); the properties are listed in settings.json",
    about=on_both_sides,
    judge=judge,
    severity=Severity.ERROR,
)
