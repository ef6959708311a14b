"""KMS-007: no two aliases of a region have one name."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import NotKnown, Property


def judge(name: Property, view: View) -> Iterator[Fault]:
    """A fault where another alias of the region has the name."""
    for other in view.all("AWS::KMS::Alias", region=name.item.region):
        if other is not name.item and other["AliasName"].pattern == name.pattern:
            if not other.certain:
                raise NotKnown(f"whether {other} is made is not known")
            yield Fault(name, f"{other} is named {name.shown} too.")


TRUTH = Truth(
    id="KMS-007",
    title="Aliases of a region differ in their names",
    why="KMS answers AlreadyExistsException to the second one, and the stack fails.",
    fix="Give each key an alias of its own.",
    source="botocore kms CreateAlias (the alias must be unique in the account and Region)",
    about=("AWS::KMS::Alias",),
    at="AliasName",
    judge=judge,
)
