"""What AWS asks of the KMS key that a table, a stream, a queue or a function is encrypted with."""

from collections.abc import Iterator

from tapstack.checks.truths.arns import region as region_of
from tapstack.checks.truths.truth import Fault
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Item, NotKnown, Property

_KEYS = ("AWS::KMS::Key", "AWS::KMS::ReplicaKey", "AWS::KMS::Alias")


def faults(key: Property, view: View, region: str, *, at_once: bool = True) -> Iterator[Fault]:
    """A fault for a key that lies elsewhere, that no stack makes, that comes later, or that cannot encrypt.

    ``region`` is where it is needed; ``at_once`` whether the service asks for the key when the resource is made.
    """
    if not key.given or key.pattern == "":
        return
    made = _found(key, view, region)
    where = made.region if made else region_of(key)
    if where and where != region:
        yield Fault(key, f"The key {key.shown} lies in {where}, but is needed in {region}.")
    elif "alias/aws/" in key.pattern:
        return
    elif not view.exists(key, *_KEYS, region=region):
        yield Fault(key, f"No stack makes the key {key.shown} in {region}.")
    elif made:
        yield from _unfit(key, made, view, at_once=at_once)


def _found(key: Property, view: View, region: str) -> Item | None:
    """The key or alias in the set; None where the configuration declares it, and nothing more is known."""
    try:
        return view.find(key, *_KEYS, region=region)
    except NotKnown:
        return None


def _unfit(key: Property, found: Item, view: View, *, at_once: bool) -> Iterator[Fault]:
    if at_once and not view.before(key.item, found):
        yield Fault(key, f"The key {found} is not surely there yet when {key.item} is made.")
    target = view.find(found["TargetKeyId"], *_KEYS) if found.type == "AWS::KMS::Alias" else found
    if target is None or target.type != "AWS::KMS::Key":
        return
    if not target["Enabled"].flag_or(True):
        yield Fault(key, f"The key {target} is disabled.")
    if target["KeySpec"].given and not target["KeySpec"].equals("SYMMETRIC_DEFAULT"):
        yield Fault(key, f"The key {target} is of {target['KeySpec'].shown}: it is not symmetric.")
