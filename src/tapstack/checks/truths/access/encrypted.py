"""Encrypted topics and queues: whether their key lets the services use it that send to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tapstack.access import Given, Request, Service, account, arn, given, perhaps, service_may
from tapstack.checks.truths.access.asking import certainly
from tapstack.checks.truths.access.keys import KEYS, key_of
from tapstack.checks.truths.truth import Fault
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Item, NotKnown, Property

ENCRYPTING = ("kms:Decrypt", "kms:GenerateDataKey")
_SEND_NO_ACCOUNT = ("events", "logs")
_MANAGED = ("alias/aws/sns", "alias/aws/sqs")


def key_shut(place: Property, kind: str, service: str, source: str, view: View) -> Iterator[Fault]:
    """A fault where the topic or queue behind a property is encrypted with a key that shuts a service out."""
    target = view.find(place, kind)
    if target is None or not target["KmsMasterKeyId"].given or is_managed(target["KmsMasterKeyId"], view):
        return
    key = key_of(target["KmsMasterKeyId"], view)
    if key is not None:
        yield from shut_out(place, key, service, ENCRYPTING, {"aws:sourcearn": perhaps(source)}, view)


def shut_out(
    place: Property, key: Item, service: str, actions: tuple[str, ...], context: Mapping[str, Given], view: View
) -> Iterator[Fault]:
    """A fault for the actions that the policy of a key does not let a service do."""
    sent = (perhaps if service in _SEND_NO_ACCOUNT else given)(account(place.item))
    known = {"aws:sourceaccount": sent, "kms:calleraccount": perhaps(account(key)), **context}
    who = Service(f"{service}.amazonaws.com", key.region)
    resource = arn(key, view)
    lacked: list[str] = []
    doubt: NotKnown | None = None
    try:
        lacked.extend(
            certainly(actions, lambda action: not service_may(who, Request(action, resource, known), key, view))
        )
    except NotKnown as unknown:
        doubt = unknown
    if lacked:
        yield Fault(place, f"The policy of {key} does not let {who.name} {', '.join(lacked)}.")
    if doubt is not None:
        raise doubt


def managed_shut(place: Property, kind: str, service: str, view: View) -> Iterator[Fault]:
    """A fault where the topic or queue behind a property is encrypted with the key of AWS, whose policy is fixed."""
    target = view.find(place, kind)
    if target is not None and target["KmsMasterKeyId"].given and is_managed(target["KmsMasterKeyId"], view):
        key = target["KmsMasterKeyId"].shown
        yield Fault(place, f"{target} is encrypted with {key}, which {service}.amazonaws.com may not use.")


def is_managed(reference: Property, view: View) -> bool:
    """Whether it is the alias of a key of AWS, alone or in an ARN; raises NotKnown where that cannot be told."""
    if reference.pattern.endswith("\ue001"):
        view.find(reference, *KEYS)
    return reference.pattern.endswith(_MANAGED)


def encryption_context(name: str, value: str) -> dict[str, Given]:
    """The condition key of an encryption context."""
    return {f"kms:encryptioncontext:{name}": given(value)}
