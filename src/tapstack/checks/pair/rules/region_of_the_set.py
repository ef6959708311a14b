"""PAIR-009: no stack names a region that the set does not deploy to."""

from collections.abc import Iterator

from tapstack.checks.pair.exempt import worldwide
from tapstack.checks.pair.local import places
from tapstack.checks.pair.mentions import is_literal, named, texts
from tapstack.checks.pair.rule import Fault, Outcome, PairRule, everything
from tapstack.checks.pair.words import around, told
from tapstack.findings import TemplatePath
from tapstack.graph.pair import Pair, Twin

_MADE_THERE = {
    *("Replicas", "ReplicaRegions", "GlobalTableWitnesses"),
    *("CrossRegionCopyRules", "CrossRegionCopyTargets", "CrossRegionCopy"),
}
"""What the resource itself makes in the regions that it names."""


def judge(pair: Pair, twin: Twin) -> Iterator[Outcome]:
    """A fault for each text that names a region outside the set, as the template wrote it.

    A resource that names two or more such regions has a list of regions.
    """
    found: dict[tuple[TemplatePath, str, str], list[str]] = {}
    for region in twin.bodies:
        for path, text in texts(twin, region):
            for name in named(text):
                if name not in pair.stackset.regions and _MADE_THERE.isdisjoint(path):
                    found.setdefault((path, text, name), []).append(region)
    if len({name for _, _, name in found}) != 1:
        return
    must = {site.path for item in twin.items.values() for site in places(item)}
    for (path, text, name), regions in found.items():
        if path in must or worldwide(twin.type, twin.bodies[regions[0]], name, text):
            continue
        if is_literal(pair.stack(regions[0]), path, name):
            message = (
                f"{told(path)} is {around(text, name)}: {name} is none of {', '.join(sorted(pair.stackset.regions))}."
            )
            yield Fault(regions[0] if len(regions) == 1 else None, regions[0], path, message)


RULE = PairRule(
    id="PAIR-009",
    title="No stack names a region that the set does not deploy to",
    why="What it names was made for other regions: it is not there, or it is someone else's.",
    fix="Write ${AWS::Region}, or let a parameter name the region.",
    source="assumption: a region outside the set, written out, was left over from another deployment",
    about=everything,
    judge=judge,
)
