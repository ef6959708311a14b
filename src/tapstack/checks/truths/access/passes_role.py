"""ACCESS-090: a role that is passed to a service trusts that service."""

from collections.abc import Iterator
from functools import partial

from tapstack.access import Service, account, ones, perhaps, trusts
from tapstack.checks.truths.access.asking import any_of, certainly
from tapstack.checks.truths.access.documents import identity_statements
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(properties: Property, view: View) -> Iterator[Fault]:
    """A fault for each role of the set that may be passed to a service that it does not trust."""
    for statement in identity_statements(properties):
        services = statement["Condition"]["StringEquals"]["iam:PassedToService"]
        if any(one.pattern.lower() == "iam:passrole" for one in ones(statement["Action"])):
            for place in certainly(ones(statement["Resource"]), partial(_is_shut, view, services)):
                yield Fault(place, f"{place.shown} may be passed to {services.shown}, but trusts it not.")


def _is_shut(view: View, services: Property, place: Property) -> bool:
    other = view.find(place, "AWS::IAM::Role") if "*" not in place.pattern and services.given else None
    if other is None:
        return False
    context = {"aws:sourceaccount": perhaps(account(other))}
    return not any_of(ones(services), lambda one: trusts(other, Service(one.text, other.region), context, view))


TRUTH = Truth(
    id="ACCESS-090",
    title="A role that may be passed to a service trusts that service",
    why="The service cannot assume the role that it was given: the job or function fails at run time.",
    fix="Let the service assume the role in its AssumeRolePolicyDocument, or correct iam:PassedToService.",
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html (the trust policy lets"
    " the service assume it)",
    about=("AWS::IAM::Role",),
    judge=judge,
    later=True,
)
