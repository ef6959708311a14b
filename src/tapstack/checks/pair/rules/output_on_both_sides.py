"""PAIR-013: what both regions have, both give out."""

from collections.abc import Iterator

from tapstack.checks.pair.rule import Fault, Outcome, PairRule, outputs
from tapstack.checks.pair.words import shown
from tapstack.graph.pair import Difference, Pair, Twin
from tapstack.render.sources import RESOURCE


def judge(pair: Pair, twin: Twin) -> Iterator[Outcome]:
    """A fault for an output of one region whose resources both have, and for exports under different names."""
    if twin.both:
        for difference in pair.differences(twin):
            yield from _export(difference, pair, twin)
        return
    ((region, _),) = twin.bodies.items()
    targets = {source.name for source in pair.stack(region).sources(twin.path) if source.kind == RESOURCE}
    found = [pair.twins[name] for name in targets if name in pair.twins]
    if found and all(target.both for target in found):
        peer = pair.peer(region)
        names = ", ".join(sorted(targets))
        yield Fault(peer, region, twin.path, f"{twin.name} is given out in {region} only; {peer} has {names}, too.")


def _export(difference: Difference, pair: Pair, twin: Twin) -> Iterator[Outcome]:
    if difference.path[2:3] != ("Export",) or pair.explain(difference).kind in {"region", "computed", "unknown"}:
        return
    one, other = pair.regions
    values = f"{shown(difference.values[0])} in {one} and {shown(difference.values[1])} in {other}"
    yield Fault(None, pair.regions[difference.side], difference.path, f"{twin.name} is exported as {values}.")


RULE = PairRule(
    id="PAIR-013",
    title="What both regions have, both give out under the same name",
    why="Whoever reads the outputs of one region, a stack that imports them or a runbook, finds nothing in the other"
    " after a failover.",
    fix="Take the condition off the output, or give the other region's stack one of the same name.",
    source="assumption: readers of outputs are moved to the other region together with the load",
    about=outputs,
    judge=judge,
)
