"""CFN-009: the preferences of a stack set's operations do not contradict each other."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_ONE_OF = (
    ("FailureToleranceCount", "FailureTolerancePercentage"),
    ("MaxConcurrentCount", "MaxConcurrentPercentage"),
)


def judge(stackset: Property, _: View) -> Iterator[Fault]:
    """A fault for a count beside a percentage, and for an order of regions that are not the set's."""
    preferences = stackset["OperationPreferences"]
    for count, percentage in _ONE_OF:
        if preferences.has(count) and preferences.has(percentage):
            yield Fault(preferences, f"{count} and {percentage} are both given.")
    groups = stackset["StackInstancesGroup"].items
    regions = [region.text for group in groups for region in group["Regions"].items]
    for region in preferences["RegionOrder"].items if regions else ():
        if region.text not in regions:
            yield Fault(region, f"RegionOrder has {region.text}, where the set has no instances.")


TRUTH = Truth(
    id="CFN-009",
    title="A stack set's preferences give counts or percentages, and order the regions that it has",
    why="CloudFormation refuses the operation.",
    fix="Leave out one of the two; name the regions of StackInstancesGroup in RegionOrder.",
    source="botocore cloudformation StackSetOperationPreferences: either the count or the percentage; the order of the"
    " regions of the operation",
    about=("AWS::CloudFormation::StackSet",),
    judge=judge,
)
