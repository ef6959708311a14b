"""Who asks: a role, or a service of AWS; and whether a policy's Principal means it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tapstack.access.documents import ones
from tapstack.access.globs import same
from tapstack.graph.stackset import NotKnown, Property
from tapstack.template.logic import Truth, any_of

if TYPE_CHECKING:
    from tapstack.access.names import World

_REGIONAL = re.compile(r"(?P<name>.+?)\.(?P<region>[a-z]{2}(?:-[a-z]+)+-\d)\.amazonaws\.com")

_IDENTITY = re.compile(r"(arn:aws[a-z-]*:iam::)?(?P<account>\d{12})(?(1):(root|(role|user)/.+))")


@dataclass(frozen=True)
class Service:
    """A service by its principal, ``events.amazonaws.com``, in a region."""

    name: str
    region: str

    def is_meant(self, principal: Property, _: World) -> Truth:
        """Everyone is a service too; that a name of another region means it is not known."""
        if _everyone(principal):
            return True
        return _any(principal, "Service", self._is) if "Service" in principal.members else _star(principal)

    def _is(self, name: str) -> Truth:
        name = name.removesuffix(".cn")
        if found := _REGIONAL.fullmatch(name):
            plain = f"{found['name']}.amazonaws.com" == self.name
            return (True if found["region"] == self.region else None) if plain else False
        return same(name, self.name)


@dataclass(frozen=True)
class Role:
    """A role by its ARN, in an account; a policy may mean it by its ARN or by its account."""

    arn: str
    account: str

    def is_meant(self, principal: Property, world: World) -> Truth:
        """Whether the Principal is everyone, the account, or the role."""
        if _everyone(principal):
            return True
        return _any(principal, "AWS", lambda text: self._is(text, world)) if "AWS" in principal.members else False

    def _is(self, text: str, world: World) -> Truth:
        from tapstack.access.names import canonical

        if text == "*":
            return True
        whole = canonical(text, world)
        root = re.fullmatch(r"arn:aws[a-z-]*:iam::(?P<account>.+):root", whole)
        return any_of((same(root["account"] if root else whole, self.account), same(whole, self.arn)))


Caller = Service | Role


def caller_of(principal: str) -> Caller:
    """Who is meant by a service, ``logs.us-east-1.amazonaws.com``, an account, or an ARN; raises ValueError."""
    if found := _REGIONAL.fullmatch(principal):
        return Service(f"{found['name']}.amazonaws.com", found["region"])
    if principal.endswith(".amazonaws.com"):
        return Service(principal, "")
    if found := _IDENTITY.fullmatch(principal):
        return Role(principal, found["account"])
    raise ValueError(f"{principal} is no service, account, role or user")


def _everyone(principal: Property) -> bool:
    return bool(principal.raw == "*")


def _star(principal: Property) -> Truth:
    """A service where the Principal names AWS principals only: "*" among them is everyone."""
    if "AWS" not in principal.members:
        return False
    return any_of(one.raw == "*" for one in ones(principal["AWS"]))


def _any(principal: Property, kind: str, means: Callable[[str], Truth]) -> Truth:
    """Whether any of a kind is meant."""
    answers: list[Truth] = []
    for one in ones(principal[kind]):
        try:
            answers.append(means(one.pattern))
        except NotKnown:
            answers.append(None)
    return any_of(answers)
