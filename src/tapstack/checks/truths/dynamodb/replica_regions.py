"""DDB-031: replicas are in different regions, and in regions that there are."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.facts.schemas import schema_regions
from tapstack.graph.stackset import NotKnown, Property


def judge(table: Property, _: View) -> Iterator[Fault]:
    """A fault for each replica in the region of an earlier one, and in no region of AWS."""
    seen: set[str] = set()
    unknown: NotKnown | None = None
    for replica in table["Replicas"].items:
        region = replica["Region"]
        if region.pattern in seen:
            yield Fault(region, f"Two replicas are in {region.shown}.")
        seen.add(region.pattern)
        if region.known and region.text not in schema_regions():
            unknown = NotKnown(f"whether there is a region {region.shown} is not known")
    if unknown:
        raise unknown


TRUTH = Truth(
    id="DDB-031",
    title="No two replicas of a global table are in one region",
    why="DynamoDB refuses the global table: a region has one replica at most.",
    fix="Remove one of them; parameters for the regions must not be equal.",
    source="DynamoDB developer guide, how global tables work (one replica per region)"
    " (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/V2globaltables_HowItWorks.html)",
    about=("AWS::DynamoDB::GlobalTable",),
    judge=judge,
)
