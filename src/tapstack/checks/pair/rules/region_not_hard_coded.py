"""PAIR-008: a region's name does not stand in both stacks because someone wrote it out."""

from collections.abc import Iterator

from tapstack.checks.pair.exempt import worldwide
from tapstack.checks.pair.local import places
from tapstack.checks.pair.mentions import is_literal, named, texts
from tapstack.checks.pair.rule import Fault, Outcome, PairRule, everything
from tapstack.checks.pair.words import around, told
from tapstack.findings import TemplatePath
from tapstack.graph.pair import Pair, Twin


def judge(pair: Pair, twin: Twin) -> Iterator[Outcome]:
    """A fault for each text that both stacks have and that names one region of the two, as the template wrote it.

    A resource that names both of them by letter means both.
    """
    if not twin.both:
        return
    found = list(_written_out(pair, twin))
    if len({region for _, _, region in found}) != 1:
        return
    must = {site.path for item in twin.items.values() for site in places(item)}
    for path, text, region in found:
        if path not in must and not worldwide(twin.type, twin.bodies[region], region, text):
            peer = pair.peer(region)
            message = f"{told(path)} is {around(text, region)} in both regions: in {peer}, too, it names {region}."
            yield Fault(peer, peer, path, message)


def _written_out(pair: Pair, twin: Twin) -> Iterator[tuple[TemplatePath, str, str]]:
    """Path, text and region for each region of the pair that the template writes out in a text of both stacks."""
    one, other = (dict(texts(twin, region)) for region in pair.regions)
    for path, text in one.items():
        if other.get(path) == text:
            for region in named(text):
                if region in pair.regions and is_literal(pair.stack(region), path, region):
                    yield path, text, region


RULE = PairRule(
    id="PAIR-008",
    title="What names a region follows the region",
    why="The other region's stack reaches across to the one that is written down: it stops when that region does.",
    fix="Write ${AWS::Region} for the stack's own region; let a parameter name the region that is meant for both.",
    source="assumption: a region that is written out, and not a parameter, was not thought of as the other's",
    about=everything,
    judge=judge,
)
