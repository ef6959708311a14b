"""PAIR-010: each region has the types that its stack is made of."""

from collections.abc import Iterator

from tapstack.checks.pair.rule import Fault, Outcome, PairRule, resources
from tapstack.facts.schemas import known_types
from tapstack.findings import Severity
from tapstack.graph.pair import Pair, Twin


def judge(pair: Pair, twin: Twin) -> Iterator[Outcome]:
    """A fault for a type that a region does not have, while another region has it."""
    if not twin.type.startswith("AWS::"):
        return
    for region in twin.bodies:
        known, elsewhere = known_types(region), known_types(pair.peer(region))
        if known and elsewhere and twin.type not in known and twin.type in elsewhere:
            message = f"{twin.name} is an {twin.type}, a type that {region} does not have; {pair.peer(region)} does."
            yield Fault(region, region, (*twin.path, "Type"), message)


RULE = PairRule(
    id="PAIR-010",
    title="Each region has the types that its stack is made of",
    why="CloudFormation refuses the template where the region does not know the type: that stack is not made.",
    fix="Make it only where it is available, with a condition on AWS::Region, or choose other regions.",
    source="the list of resource types of each region in CloudFormation's registry, as cfn-lint brings it",
    about=resources,
    judge=judge,
    severity=Severity.ERROR,
)
