"""ACCESS-089: a role that another one is to assume trusts it."""

from collections.abc import Iterator

from tapstack.access import Given, Request, caller, ones, policy_allows
from tapstack.checks.truths.access.asking import certainly
from tapstack.checks.truths.access.documents import identity_statements
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(properties: Property, view: View) -> Iterator[Fault]:
    """A fault for each role of the set that may be assumed and does not trust this one."""
    for statement in identity_statements(properties):
        if statement["Effect"].equals("Allow") and any(
            one.pattern.lower() == "sts:assumerole" for one in ones(statement["Action"])
        ):
            for place in certainly(ones(statement["Resource"]), lambda one: _is_shut(one, view)):
                yield Fault(place, f"{place.shown} may be assumed by {properties.item}, but does not trust it.")


def _is_shut(place: Property, view: View) -> bool:
    if "*" in place.pattern:
        return False
    other = view.find(place, "AWS::IAM::Role")
    if other is None:
        return False
    context = {"sts:externalid": Given((), sure=False)}
    asked = Request("sts:AssumeRole", "", context, caller(place.item, view))
    return not policy_allows(other["AssumeRolePolicyDocument"], asked, view)


TRUTH = Truth(
    id="ACCESS-089",
    title="A role that another role of the set may assume trusts it",
    why="AssumeRole answers AccessDenied at run time: the permission alone is not enough.",
    fix="Name the role, or its account, in the AssumeRolePolicyDocument of the other.",
    source="IAM User Guide, Granting a user permissions to switch roles: both the trust policy and the permission"
    " are needed",
    about=("AWS::IAM::Role",),
    judge=judge,
    later=True,
)
