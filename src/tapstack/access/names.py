"""One name for one thing: what stands for a resource of the set, as its ARN."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol, TypeVar

from tapstack.facts.identities import Format, identity
from tapstack.graph.stackset import Item, NotKnown, Property
from tapstack.render.pattern import TOKEN, pattern
from tapstack.template.unresolved import Unresolved

Kept = TypeVar("Kept")
_TOKEN = re.compile("\ue000(?P<kind>Ref|GetAtt):(?P<of>[^@]+)@(?P<region>[^\ue001]*)\ue001")
_MADE = {
    "AWS::EC2::FlowLog": "arn:${AWS::Partition}:ec2:${AWS::Region}:${AWS::AccountId}:vpc-flow-log/${Ref}",
    "AWS::KMS::Key": "arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:key/${Ref}",
    "AWS::KMS::ReplicaKey": "arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:key/${Ref}",
}
_ARNS = {"AWS::SNS::Topic": "Ref", "AWS::IAM::ManagedPolicy": "Ref", "AWS::StepFunctions::StateMachine": "Ref"}
"""Types whose Ref is their ARN."""


_OF_A_BUS = re.compile(r":rule/(?:arn:.*:event-bus/)?(?P<bus>[^/]+)/(?P<name>[^/]+)$")


def _rule(found: re.Match[str]) -> str:
    """The bus of a rule may be given by its ARN; rules of the default bus do not name it."""
    return f":rule/{found['name']}" if found["bus"] == "default" else f":rule/{found['bus']}/{found['name']}"


class World(Protocol):
    """What is asked of the stacks or of a simulated world."""

    def all(self, *types: str, region: str | None = None) -> Sequence[Item]:
        """The resources of these types."""

    def find(self, reference: Property | str, *types: str, region: str | None = None) -> Item | None:
        """What a text stands for; None where nothing is there. Raises NotKnown."""

    def kept(self, work: Callable[..., Kept], *of: Any) -> Kept:
        """``work(self, *of)``, worked out once."""


def canonical(text: str, world: World) -> str:
    """``text`` with each token for the ARN of a resource without a name spelt out, its name left as a token."""
    if "\ue000" not in text:
        return text
    return text if "/stream/\ue000" in text else world.kept(_canonical, text)


def _canonical(world: World, text: str) -> str:
    return TOKEN.sub(lambda token: _spelt(token[0], world), text)


def arn(item: Item, world: World) -> str:
    """The ARN of a resource, as policies name it; raises NotKnown for a type of which no form is known."""
    form = _form(item)
    if form is None:
        raise NotKnown(f"the ARN of {item} is not known")
    return _OF_A_BUS.sub(_rule, canonical(_filled(item, form), world))


def account(item: Item) -> str:
    """The account of a resource's stack."""
    return pattern(item.pseudo["AWS::AccountId"])


def partition(item: Item) -> str:
    """The partition of a resource's stack."""
    return pattern(item.pseudo["AWS::Partition"])


def _spelt(token: str, world: World) -> str:
    """The ARN behind a token that stands for one; else the token."""
    found = _TOKEN.fullmatch(token)
    if found is None:
        return token
    name, _, attribute = found["of"].partition(".")
    item = _item(token, name, found["region"], world)
    if item is None or item.logical_id != name:
        return token
    if attribute == "StreamArn":
        return f"{arn(item, world)}/stream/{token}"
    if (attribute or "Ref") not in ("Arn", "TopicArn", "PolicyArn", _ARNS.get(item.type)):
        return token
    form = _form(item)
    try:
        return _filled(item, form) if form else token
    except NotKnown:
        return token


def _item(token: str, name: str, region: str, world: World) -> Item | None:
    for text in (token, pattern(Unresolved("Ref", name, "", region))):
        try:
            return world.find(text, region=region or None)
        except NotKnown:
            continue
    return None


def _form(item: Item) -> str | None:
    if item.type in _MADE:
        return _MADE[item.type]
    forms: Mapping[str, Format] = identity(item.type)
    found = forms.get("Arn") or forms.get(_ARNS.get(item.type, "Arn"))
    bus = found and found.otherwise and any(item[name].raw is not None for name in found.absent)
    chosen = found.otherwise if found and bus else found
    return chosen.text if chosen else None


def _filled(item: Item, form: str) -> str:
    pieces = re.split(r"\$\{([^}]+)\}", form)
    return "".join(piece if index % 2 == 0 else _part(item, piece) for index, piece in enumerate(pieces))


def _part(item: Item, name: str) -> str:
    """A part of an ARN: the pseudo parameter, the property, or a token for the name that AWS makes."""
    if name in item.pseudo:
        return pattern(item.pseudo[name])
    if name == "Path":
        return item["Path"].pattern or "/"
    if name != "Ref" and item[name].raw is not None:
        return item[name].pattern
    forms = identity(item.type)
    plain = name == "Ref" or (forms.get("Ref") is not None and forms["Ref"].text == f"${{{name}}}")
    label = item.logical_id if plain else f"{item.logical_id}.{name}"
    return pattern(Unresolved("Ref" if plain else "GetAtt", label, "", item.region))
