"""The actions of a lifecycle rule, whichever of their older and newer forms it has."""

from typing import NamedTuple

from tapstack.graph.stackset import Property

CURRENT = ("Transitions", "Transition")
NONCURRENT = ("NoncurrentVersionTransitions", "NoncurrentVersionTransition")


class Move(NamedTuple):
    """A transition by days: its property, after how many days, and the storage class."""

    at: Property
    days: float
    to: str


def transitions(rule: Property, names: tuple[str, str]) -> list[Property]:
    """The transitions of current or noncurrent versions. Raises NotKnown."""
    return [one for name in names for one in rule[name].items]


def moves(rule: Property, names: tuple[str, str]) -> list[Move]:
    """The transitions that are told by days, sooner ones first. Raises NotKnown."""
    by_days = (one for one in transitions(rule, names) if one.has("TransitionInDays"))
    found = [Move(one, one["TransitionInDays"].number, one["StorageClass"].text.upper()) for one in by_days]
    return sorted(found, key=lambda move: move.days)


def noncurrent_expiration(rule: Property) -> Property:
    """After how many days noncurrent versions expire; absent where they do not."""
    newer = rule["NoncurrentVersionExpiration.NoncurrentDays"]
    return newer if newer.given else rule["NoncurrentVersionExpirationInDays"]
