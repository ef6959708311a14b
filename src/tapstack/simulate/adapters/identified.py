"""A resource that is there already, as its identifier and the template tell of it.

Source: primaryIdentifier of the resource schema, and ``facts.identities`` for what Ref and Fn::GetAtt give.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tapstack.facts.attributes import attributes
from tapstack.facts.identities import fill, identity
from tapstack.facts.regions import url_suffix
from tapstack.facts.schemas import resource_schema
from tapstack.simulate.adapters.echo import echoed
from tapstack.simulate.resources import Made, Owner, UnsupportedError, Wanted


def determined(owner: Owner, identifier: Mapping[str, str], wanted: Wanted) -> Made:
    """Ref and the attributes, without asking a service. Raises UnsupportedError where they do not follow."""
    known = {**wanted.properties, **identifier, **_pseudo(owner)}
    physical_id = fill(identity(wanted.type).get("Ref"), known.get) or _only(identifier)
    if physical_id is None:
        raise UnsupportedError(f"{wanted.logical_id} is of type {wanted.type}, which the simulator cannot import.")
    found = {**echoed(wanted), **identifier, **dict(_filled(wanted.type, known))}
    names = attributes(wanted.type)
    missing = [name for name in (names.names if names else ()) if name not in found and _is_needed(wanted.type, name)]
    if missing:
        what = f"the simulator cannot tell its {', '.join(missing)}"
        raise UnsupportedError(f"{wanted.logical_id} is of type {wanted.type} and cannot be imported here: {what}.")
    return Made(physical_id, found)


def _pseudo(owner: Owner) -> dict[str, str]:
    return {
        "AWS::AccountId": owner.account_id,
        "AWS::Partition": owner.partition,
        "AWS::Region": owner.region,
        "AWS::URLSuffix": url_suffix(owner.region) or "amazonaws.com",
    }


def _only(identifier: Mapping[str, str]) -> str | None:
    """Ref gives the identifier, where it is one text."""
    return next(iter(identifier.values())) if len(identifier) == 1 else None


def _filled(type_name: str, known: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, form in identity(type_name).items():
        text = None if name == "Ref" else fill(form, known.get)
        if text is not None:
            yield name, text


def _is_needed(type_name: str, name: str) -> bool:
    """Whether an attribute is of the resource itself: what a property that is not given would have made is not."""
    schema = resource_schema(type_name)
    return schema is not None and f"/properties/{name}" in schema.read_only
