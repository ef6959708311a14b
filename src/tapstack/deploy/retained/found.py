"""What of the retained resources is there, which stack has it, and why it may not be touched."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from botocore.exceptions import ClientError

from tapstack.deploy.connection import Connection
from tapstack.deploy.errors import told as telling
from tapstack.deploy.retained.keys import NO_KEY, key_of
from tapstack.deploy.retained.named import Retained
from tapstack.deploy.retained.owners import owner
from tapstack.deploy.stores import KINDS, Access, Seen, code_of, kind_of, told

_DENIED = ("403", "AccessDenied", "AccessDeniedException")

Given = Mapping[str, Sequence[str]]
"""Identifiers by logical id: one for each region in which there is such a resource."""


@dataclass(frozen=True, slots=True)
class Found:
    """``seen`` is None where nothing is there, or it cannot be found out: then ``why`` says so.

    ``owner`` is the stack that has it. ``is_absent`` if it is known that nothing is there.
    """

    retained: Retained
    seen: Seen | None = None
    owner: str | None = None
    why: str = ""
    is_absent: bool = False

    @property
    def label(self) -> str:
        """``TradingDataBucket in eu-central-1``."""
        return f"{self.retained.logical_id} in {self.retained.region}"


def find(
    connection: Connection, wanted: Iterable[Retained], given: Given | None = None, hints: Given | None = None
) -> list[Found]:
    """Each of one region's resources, asked of its service; keys last, for the stores tell which key it is.

    ``given`` are identifiers that the user names, ``hints`` keys that a report names. Raises TapstackError where AWS
    cannot be asked.
    """
    found: dict[str, Found] = {}
    ordered = list(wanted)
    for one in sorted(ordered, key=lambda one: _is_key(one.type)):
        with telling(f"look at {one.logical_id} in {one.region}"):
            names = (given or {}).get(one.logical_id, ()), (hints or {}).get(one.logical_id, ())
            found[one.logical_id] = _one(connection, one, *names, found)
    return [found[one.logical_id] for one in ordered]


def _is_key(type_name: str) -> bool:
    kind = kind_of(type_name)
    return kind is not None and kind.is_key


def _one(
    connection: Connection, one: Retained, given: Sequence[str], hints: Sequence[str], others: Mapping[str, Found]
) -> Found:
    kind = kind_of(one.type)
    if kind is None:
        return Found(one, why=f"tapstack does not know resources of type {one.type}: do it by hand")
    access, names, why = access_to(connection, one.region), list(given), one.why
    if not names and kind.is_key:
        key, why = key_of(access, one, [other.seen for other in others.values() if _uses(other, one)], hints)
        names = [key] if key else []
        if not names:
            return Found(one, why=why, is_absent=why == NO_KEY)
    names = names or ([one.name] if one.name else [])
    if not names:
        return Found(one, why=f"{why}: name it with --resource {one.logical_id}=NAME")
    return _looked_at(connection, access, one, names)


def _looked_at(connection: Connection, access: Access, one: Retained, names: Sequence[str]) -> Found:
    """The first of the names under which something is there."""
    look = KINDS[one.type].look
    for name in names:
        try:
            seen = look(access, name)
        except ClientError as error:
            if code_of(error) not in _DENIED:
                raise
            return Found(one, why=f"{name} may not be looked at, or is another account's ({told(error)})")
        if seen is not None and seen.region != one.region:
            return Found(one, why=f"{name} is in {seen.region}, not in {one.region}")
        if seen is not None:
            return Found(one, seen, owner(connection, one.region, seen))
    return Found(one, why=f"there is no {' or '.join(names)} in {one.region}", is_absent=True)


def access_to(connection: Connection, region: str) -> Access:
    """What the functions of stores need in a region."""
    return Access(connection.client, region, connection.account_id, connection.partition)


def _uses(other: Found, key: Retained) -> bool:
    return other.seen is not None and key.logical_id in other.retained.needs
