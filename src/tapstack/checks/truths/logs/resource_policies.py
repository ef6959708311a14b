"""LOGS-011: there are not more resource policies than an account may have."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_MOST = 10


def judge(properties: Property, view: View) -> Iterator[Fault]:
    """A fault for each where one stack makes more than a region of an account takes."""
    policies = view.all("AWS::Logs::ResourcePolicy", region=properties.item.region)
    made = [policy for policy in policies if policy.certain]
    if len(made) > _MOST:
        yield Fault(properties.item.body, f"The stack makes {len(made)} resource policies; there may be {_MOST}.")


TRUTH = Truth(
    id="LOGS-011",
    title="A region of an account has at most 10 resource policies of CloudWatch Logs",
    why="CloudWatch Logs answers LimitExceededException, and the stack fails; other stacks count too.",
    fix="Put the statements into one policy.",
    source="botocore logs PutResourcePolicy: at most 10 policies",
    about=("AWS::Logs::ResourcePolicy",),
    judge=judge,
)
