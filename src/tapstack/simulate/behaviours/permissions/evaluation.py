"""How IAM decides within one account.

Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html and, of a role that a
resource's policy names while its boundary does not permit it, access_policies_boundaries.html: refused.
https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html: nobody may use a key unless its policy lets
them, or lets their account leave it to IAM. That such a policy's ``*`` means roles themselves is assumed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tapstack.access import Nowhere, Request, Role, Statement, Unread
from tapstack.access.decide import applies
from tapstack.access.reasons import reason
from tapstack.simulate.behaviours.permissions.identities import Identity, Parts
from tapstack.simulate.behaviours.permissions.words import Refusal, Why

_NOWHERE = Nowhere()
_ONLY_IF_LET = ("kms", "sts")
"""Services whose resources' own policies have to let a role in, or its account."""


class Standing(NamedTuple):
    """The policies that a request is held against; ``identity`` is None for a service."""

    identity: Identity | None
    there: Parts

    def all(self) -> Iterator[tuple[str, Parts]]:
        """Each kind of policy."""
        if self.identity is not None:
            yield "identity-based policy", self.identity.own
            yield "permissions boundary", self.identity.boundary or ()
        yield "resource-based policy", self.there


def decide(standing: Standing, request: Request) -> Refusal | None:
    """Why a request is refused; None where it is allowed. What is not known is refused."""
    refused = _denied(standing, request)
    if refused is not None:
        return refused
    if standing.identity is None:
        return _needed("resource-based policy", standing.there, request)
    refused = _allowed(standing.identity, standing.there, request)
    if refused is None and standing.identity.boundary is not None:
        refused = _needed("permissions boundary", standing.identity.boundary, request)
    return refused


def _denied(standing: Standing, request: Request) -> Refusal | None:
    """A Deny of any policy, or one of which it is not known whether it is about the request."""
    for kind, parts in standing.all():
        for part in parts:
            if isinstance(part, Unread):
                if part.may_deny:
                    return Refusal(Why.UNKNOWN, kind, part.why)
            elif not part.allows and (about := applies(part, request, _NOWHERE)) is not False:
                why = "" if about else reason(part, request, _NOWHERE)
                return Refusal(Why.DENIED if about else Why.UNKNOWN, kind, why)
    return None


def _allowed(identity: Identity, there: Parts, request: Request) -> Refusal | None:
    """By the role's own policies or, if it names the role, the resource's."""
    if _needed("", there, _alone(request)) is None:
        return None
    if request.action.partition(":")[0] in _ONLY_IF_LET and (let := _needed("resource-based policy", there, request)):
        return let
    return _needed("identity-based policy", identity.own, request)


def _alone(request: Request) -> Request:
    """The same of a role that no policy means by its account: then its own policies decide."""
    caller = request.caller
    stranger = Role(caller.arn, "none") if isinstance(caller, Role) else caller
    return Request(request.action, request.resource, request.context, stranger, request.complete)


def _needed(kind: str, parts: Iterable[Statement | Unread], request: Request) -> Refusal | None:
    """Nothing where a statement allows; else why not: none does, or it is not known whether one does."""
    unknown = ""
    for part in parts:
        if isinstance(part, Unread):
            unknown = unknown or part.why
        elif part.allows and (about := applies(part, request, _NOWHERE)) is not False:
            if about:
                return None
            unknown = unknown or reason(part, request, _NOWHERE)
    return Refusal(Why.UNKNOWN if unknown else Why.NOT_ALLOWED, kind, unknown)
