"""SSM-005: only advanced parameters have policies, and these are a list."""

from collections.abc import Iterator
from typing import Final

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import NotKnown, Property

_TYPES: Final = ("Expiration", "ExpirationNotification", "NoChangeNotification")


def judge(parameter: Property, _: View) -> Iterator[Fault]:
    """A fault for policies on a standard parameter, and for policies of a type that there is not."""
    policies = parameter["Policies"]
    if not policies.given or policies.pattern.strip() in {"", "[]", "{}"}:
        return
    tier = parameter["Tier"]
    if not tier.given or tier.equals("Standard"):
        yield Fault(policies, "The parameter has policies and is not of the Advanced tier.")
    document = policies.document
    if not isinstance(document.raw, list):
        raise NotKnown(f"{policies.label} is no list")
    for policy in document.items:
        if not policy["Type"].is_in(*_TYPES):
            yield Fault(policies, f"{policy['Type'].shown} is no type of policy: {', '.join(_TYPES)}.")


TRUTH = Truth(
    id="SSM-005",
    title="Policies of a parameter are of a known type, and the parameter is of the Advanced tier",
    why="Parameter Store refuses policies on a standard parameter, and types that it does not know.",
    fix="Write Tier: Advanced, or leave out the policies.",
    source="botocore ssm PutParameter.Tier (standard parameters cannot have policies) and .Policies (their types)",
    about=("AWS::SSM::Parameter",),
    judge=judge,
)
