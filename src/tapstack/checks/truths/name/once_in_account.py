"""NAME-004: what has one name for all regions is made by one region's stack only."""

from collections.abc import Iterator

from tapstack.checks.truths.name.spaces import namesakes, unique
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.facts.physical_names import named_types
from tapstack.graph.stackset import NotKnown, Property

_WIDE = {"account": "in all regions of an account", "global": "in all accounts"}


def judge(properties: Property, view: View) -> Iterator[Fault]:
    """A fault for a name that the stack of a region before this one makes already."""
    item = properties.item
    for rule in unique(item.type):
        if rule.scope not in _WIDE:
            continue
        earlier = view.regions[: view.regions.index(item.region)]
        same = [other for other in namesakes(rule, item, view) if other.region in earlier]
        if not same:
            continue
        if not same[0].certain:
            raise NotKnown(f"whether {same[0]}, which has the same name, is made is not known")
        name = properties[rule.name]
        where = f"{same[0]} and {item}"
        yield Fault(name, f"{where} are both called {name.shown}, which is one name {_WIDE[rule.scope]}.")


TRUTH = Truth(
    id="NAME-004",
    title="A name that all regions share is made by the stack of one region",
    why="The stack of the second region fails: the name exists already, made by the first.",
    fix="Put ${AWS::Region} into the name, or give the resource a condition that holds in one region.",
    source="resource schema AWS::IAM::Role.RoleName (unique in the account; it advises to put the region in);"
    " https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html; botocore cloudfront (AlreadyExists"
    " errors); API_PutDashboard (dashboards are global in an account)",
    about=named_types(),
    judge=judge,
)
