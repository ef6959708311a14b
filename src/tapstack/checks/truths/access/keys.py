"""Keys of the set, behind ARNs, ids and aliases, and what a request to one has under its condition keys."""

from __future__ import annotations

from tapstack.access import Given, account, arn, given
from tapstack.checks.truths.access.needs import Need
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Item, NotKnown, Property

KEYS = ("AWS::KMS::Key", "AWS::KMS::Alias")


def key_of(reference: Property, view: View) -> Item | None:
    """The key of the set that a property names, also by its alias; None where it names none that certainly is there.

    Raises NotKnown for a key from outside.
    """
    if not reference.given:
        return None
    found = view.find(reference, *KEYS)
    if found is not None and found.type == "AWS::KMS::Alias":
        found = view.find(found["TargetKeyId"], "AWS::KMS::Key")
    return found


def key_need(key: Item, service: str, actions: tuple[str, ...], view: View) -> Need:
    """One of ``actions`` on a key, asked for through a service."""
    return Need(actions, arn(key, view), key, key_context(key, service, view))


def key_context(key: Item, service: str, view: View) -> dict[str, Given]:
    """The condition keys of a request to a key through ``service``, ``s3``."""
    return {
        "aws:requestedregion": given(key.region),
        "kms:calleraccount": given(account(key)),
        "kms:resourcealiases": given(*_aliases(key, view)),
        "kms:viaservice": given(f"{service}.{key.region}.amazonaws.com"),
    }


def _aliases(key: Item, view: View) -> list[str]:
    found = []
    for alias in view.all("AWS::KMS::Alias", region=key.region):
        try:
            if view.find(alias["TargetKeyId"], "AWS::KMS::Key") is key:
                found.append(alias["AliasName"].pattern)
        except NotKnown:
            continue
    return found
