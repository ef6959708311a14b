"""The actions that IAM asks for when a method of a client is called: ``operations.json``, and IAM's own names."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from tapstack.access.applies import applies_to, services
from tapstack.facts.installed import read_json


@cache
def prefix_of(client: str) -> str:
    """The prefix of the actions of a client, ``states`` for ``stepfunctions``; "" for one of which none is known."""
    prefix: str = _rows()["clients"].get(client, client)
    return prefix if prefix in services() else ""


@cache
def actions(client: str, method: str) -> tuple[str, ...]:
    """What a method of a client asks for, ``("dynamodb:GetItem",)``; nothing where it is no operation of it."""
    row = _rows()["others"].get(f"{client}.{method}")
    if row is not None:
        return tuple(row["actions"])
    action = f"{prefix_of(client)}:{''.join(word[:1].upper() + word[1:] for word in method.split('_'))}"
    return (action,) if method.islower() and applies_to(action) else ()


def borrowed(method: str) -> tuple[str, ...]:
    """The operations behind a method of boto3's own; the method itself where it is none of those."""
    return tuple(_rows()["borrowed"].get(method, (method,)))


@cache
def _rows() -> Mapping[str, Any]:
    found: Mapping[str, Any] = read_json(Path(__file__).with_name("operations.json"))
    return found
