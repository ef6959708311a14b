"""The roles and users that resource policies name: whether they are there when the policy is written."""

import re
from collections.abc import Iterator

from tapstack.checks.truths.resource_policies import principals, statements
from tapstack.checks.truths.truth import Fault
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import NotKnown, Property

_NAMED = re.compile(
    r"arn:[^:]*:iam::(?!cloudfront:).*?:(role|user)/(?P<name>.+)|\ue000GetAtt:[^\ue001]*\ue001", re.DOTALL
)
_TYPES = ("AWS::IAM::Role", "AWS::IAM::User")


def missing(policy: Property, view: View) -> Iterator[Fault]:
    """A fault for each role or user that is nowhere, that may come later, or that has a wildcard in its name."""
    unknown: NotKnown | None = None
    for name in ("Principal", "NotPrincipal"):
        for principal in _each(policy, name):
            try:
                yield from _wrong(principal, policy, view)
            except NotKnown as one:
                unknown = one
    if unknown:
        raise unknown


def _each(policy: Property, name: str) -> Iterator[Property]:
    for statement in statements(policy):
        if name == "Principal":
            yield from principals(statement, "AWS")
        elif isinstance(statement[name].raw, dict):
            yield from statement[name]["AWS"].items


def _wrong(principal: Property, policy: Property, view: View) -> Iterator[Fault]:
    named = _NAMED.fullmatch(principal.pattern)
    if not named:
        return
    if "*" in (named["name"] or ""):
        yield Fault(principal, f"The principal {principal.shown} has a wildcard in its name.")
        return
    found = view.find(principal, *_TYPES)
    if found is None:
        yield Fault(principal, f"No stack makes the principal {principal.shown}.")
    elif not view.before(policy.item, found):
        yield Fault(principal, f"The principal {found} may not be there yet when {policy.item} is made.")
