"""ACCESS-078: principals have no wildcard in a part."""

from collections.abc import Iterator

from tapstack.checks.truths.access.asking import certainly
from tapstack.checks.truths.access.documents import PRINCIPALS, principals
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property
from tapstack.render.pattern import TOKEN


def judge(properties: Property, _: View) -> Iterator[Fault]:
    """A fault for each that has."""
    for one in certainly(principals(properties, "AWS", "Service", "Federated"), _is_partly_wild):
        yield Fault(one, f"The principal {one.shown} has a wildcard in a part of it.")


def _is_partly_wild(one: Property) -> bool:
    return one.pattern != "*" and any(mark in TOKEN.sub("", one.pattern) for mark in "*?")


TRUTH = Truth(
    id="ACCESS-078",
    title="A principal is named in full: no wildcard in a part of it",
    why="The policy is refused: invalid principal in policy; the stack fails.",
    fix="Name each principal, or name the account and narrow it by a condition: ArnLike on aws:PrincipalArn.",
    source="IAM User Guide"
    " (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html): a"
    " wildcard cannot match a part of a principal's name or ARN",
    about=PRINCIPALS,
    judge=judge,
)
