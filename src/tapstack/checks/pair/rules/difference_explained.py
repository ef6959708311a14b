"""PAIR-001: where the regions differ, the template says why."""

from collections.abc import Iterator

from tapstack.checks.pair.rule import Doubt, Fault, Outcome, PairRule, everything
from tapstack.checks.pair.words import shown, told
from tapstack.graph.pair import Pair, Twin


def judge(pair: Pair, twin: Twin) -> Iterator[Outcome]:
    """A fault for each difference that nothing explains."""
    for difference in pair.differences(twin):
        explanation = pair.explain(difference)
        if explanation.explains:
            continue
        at = pair.regions[difference.side]
        if explanation.kind == "unknown":
            message = f"Whether {told(difference.path)} is the same in both regions cannot be told: {explanation.text}."
            yield Doubt(None, at, difference.path, message)
            continue
        sides = zip(pair.regions, difference.values, strict=True)
        values = " and ".join(f"{shown(value)} in {region}" for region, value in sides)
        yield Fault(None, at, difference.path, f"{told(difference.path)} is {values}: {explanation.text}.")


RULE = PairRule(
    id="PAIR-001",
    title="Every difference between two regions has an explanation",
    why="A difference that no condition, mapping or region accounts for was not meant: the regions drift apart.",
    fix="Make the value the same in both regions, or let a condition or mapping on AWS::Region choose it.",
    source="assumption: stacks of one template differ only where the template asks for it",
    about=everything,
    judge=judge,
)
