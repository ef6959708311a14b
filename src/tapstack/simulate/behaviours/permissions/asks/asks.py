"""The questions that a call puts to IAM."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from tapstack.access.applies import applies_to
from tapstack.simulate.behaviours.permissions.asks.kinds import INSTEAD, arns
from tapstack.simulate.behaviours.permissions.asks.names import BESIDE, OTHERS, PASSED, VERSIONED

if TYPE_CHECKING:
    from tapstack.simulate.cloud.calls import Call

_TRANSACTED = {"Put": "PutItem", "Update": "UpdateItem", "Delete": "DeleteItem", "ConditionCheck": "ConditionCheckItem"}


class NotInTheTableError(LookupError):
    """What IAM asks for when an operation is called is not known here."""


class Ask(NamedTuple):
    """``resource`` is an ARN, or ``*`` for an action that has none. ``params`` are those that are about it."""

    action: str
    resource: str
    params: Mapping[str, Any]


def asks(call: Call, account: str) -> list[Ask]:
    """What a call asks for, in the order in which it is decided. Raises NotInTheTableError."""
    return list({(one.action, one.resource): one for one in _all(call, account)}.values())


def _all(call: Call, account: str) -> Iterator[Ask]:
    name = f"{call.service}:{call.operation}"
    if name == "dynamodb:TransactWriteItems":
        yield from _transaction(call, account)
        return
    for action in actions(call.service, call.signing_name, call.operation):
        yield from _on(call, account, VERSIONED.get(action, action) if call.params.get("VersionId") else action)
        for (beside, parameter), more in BESIDE.items():
            if beside == action and call.params.get(parameter):
                yield from _on(call, account, more)
    if name == "s3:CopyObject":
        yield _copied(call)
    if name in PASSED and arns("arn:*:iam::*:role/*", call.params, "", account):
        yield from _on(call, account, "iam:PassRole")


def _transaction(call: Call, account: str) -> Iterator[Ask]:
    """Each item of a transaction asks for its own action."""
    for item in call.params.get("TransactItems", ()):
        for kind, params in item.items():
            place = f"arn:aws:dynamodb:{call.region}:{account}"
            for arn in arns("arn:*:dynamodb:*:*:table/*", params, place, account):
                yield Ask(f"dynamodb:{_TRANSACTED[kind]}", arn, params)


def _copied(call: Call) -> Ask:
    """The source of a copy."""
    source = call.params["CopySource"]
    if isinstance(source, Mapping):
        place, version = f"{source['Bucket']}/{source['Key']}", source.get("VersionId")
    else:
        place, _, version = source.removeprefix("/").partition("?versionId=")
    bucket, _, key = place.partition("/")
    params = {"Bucket": bucket, "Key": key, **({"VersionId": version} if version else {})}
    return Ask("s3:GetObjectVersion" if version else "s3:GetObject", f"arn:aws:s3:::{place}", params)


def _on(call: Call, account: str, action: str) -> Iterator[Ask]:
    """An action, on each resource that the call names."""
    about = applies_to(action)
    if about is None:
        raise NotInTheTableError(f"{action} is no action that it knows")
    if about.only_all:
        yield Ask(action, "*", call.params)
        return
    place = f"arn:aws:{action.partition(':')[0]}:{call.region}:{account}"
    found = {glob: arns(glob, call.params, place, account) for glob in about.globs}
    named = [arn for glob, those in found.items() if not found.get(INSTEAD.get(glob, "")) for arn in those]
    if not named:
        raise NotInTheTableError(f"which resource {action} is on, of a call with {sorted(call.params)}, it cannot tell")
    yield from (Ask(action, arn, call.params) for arn in named)


@cache
def actions(service: str, signing_name: str, operation: str) -> tuple[str, ...]:
    """The actions of an operation, by its own name or another. Raises NotInTheTableError."""
    if (others := OTHERS.get(f"{service}:{operation}")) is not None:
        return others
    for prefix in (service, signing_name):
        if applies_to(f"{prefix}:{operation}") is not None:
            return (f"{prefix}:{operation}",)
    raise NotInTheTableError(f"no action has the name of {service}:{operation}")
