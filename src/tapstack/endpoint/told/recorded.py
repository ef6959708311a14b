"""Resources that only the records hold, listed and found."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from tapstack.simulate.cloud.calls import CallRefusedError

if TYPE_CHECKING:
    from tapstack.simulate.cloud.calls import Call


def of(call: Call, type_name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The physical id and the properties of each of a type in the call's region."""
    for (_, _, physical_id), kept in call.records.of(type_name, call.region).items():
        yield physical_id, kept


def one(call: Call, type_name: str, physical_id: str, what: str) -> dict[str, Any]:
    """The properties of one. Raises CallRefusedError where it is not there; the words are assumed."""
    kept = call.records.get(call.region, type_name, physical_id)
    if kept is None:
        message = f"{what} {physical_id} was not found"
        raise CallRefusedError("ResourceNotFoundException", message, status=404)
    return kept
