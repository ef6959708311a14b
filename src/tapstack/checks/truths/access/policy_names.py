"""ACCESS-082: the inline policies of one role have names of their own."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(properties: Property, _: View) -> Iterator[Fault]:
    """A fault for each name that was there before."""
    seen: set[str] = set()
    for policy in properties["Policies"].items:
        name = policy["PolicyName"].pattern
        if name in seen:
            yield Fault(policy["PolicyName"], f"There are two policies {policy['PolicyName'].shown}.")
        seen.add(name)


TRUTH = Truth(
    id="ACCESS-082",
    title="Each inline policy of a role, user or group has a name of its own",
    why="The second replaces the first: what the first permits, or denies, is gone, and nobody is told.",
    fix="Give each policy its own PolicyName.",
    source="botocore iam PutRolePolicy: adds or updates the inline policy of that name",
    about=(
        "AWS::IAM::Role",
        "AWS::IAM::User",
        "AWS::IAM::Group",
    ),
    judge=judge,
    later=True,
)
