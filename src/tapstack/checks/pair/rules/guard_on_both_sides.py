"""PAIR-002: what guards a resource in one region has a twin that guards its twin."""

from collections.abc import Iterator

from tapstack.checks.pair.guards import facts, guarded, kind
from tapstack.checks.pair.rule import Fault, Outcome, PairRule, on_one_side
from tapstack.checks.pair.statements import denials
from tapstack.graph.pair import Pair, Twin
from tapstack.graph.stackset import Item


def judge(pair: Pair, twin: Twin) -> Iterator[Outcome]:
    """A fault for each resource that only one region guards, though both have it."""
    ((region, guard),) = twin.items.items()
    if guard["MetricName"].raw in facts()["one_way_metrics"] or denials(guard, pair):
        return
    peer = pair.peer(region)
    for target in guarded(guard, pair):
        if target.both and not _guarded(target, guard, pair):
            message = f"{target.name} has {guard.type} {guard.logical_id} in {region}, and none like it in {peer}."
            yield Fault(peer, region, twin.path, message)


def _guarded(target: Twin, like: Item, pair: Pair) -> bool:
    """Whether the other region has a guard that does the same for ``target``."""
    others = pair.stackset.of_type(like.type, region=pair.peer(like.region))
    wanted = kind(like, pair)
    return any(kind(other, pair) == wanted and target in guarded(other, pair) for other in others)


RULE = PairRule(
    id="PAIR-002",
    title="What guards a resource in one region has a twin in the other",
    why="A resource that both regions have, and only one watches, backs up, scales, logs or restricts, is on its own"
    " after a failover.",
    fix="Make the guard in both regions: take the condition away, or give the other region one of its own.",
    source="assumption: twins need the same alarms, policies, backups, scaling and logs; protectors.json lists the"
    " types, after the resource schemas",
    about=on_one_side,
    judge=judge,
)
