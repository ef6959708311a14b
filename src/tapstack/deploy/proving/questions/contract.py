"""Custom resources that have read another region's parameters: what they use is still published."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tapstack.deploy.proving.answers import Answer, failed, nothing, passed

if TYPE_CHECKING:
    from tapstack.deploy.proving.asked import Asked


def reader(asked: Asked) -> Iterator[Answer]:
    """Whether every attribute that its stack takes from it is a parameter in the other region."""
    reading = asked.deployed.published.by(asked.region, asked.item.logical_id)
    if reading is None:
        yield nothing("Its provider answers CloudFormation; nobody else can be asked about it.")
    elif reading.trouble is not None:
        yield reading.trouble
    elif missing := [name for name in _used(asked) if name not in reading.values]:
        yield failed(f"{reading.path} in {reading.of} lacks {', '.join(missing)}, which this stack was made with.")
    else:
        yield passed(f"{reading.path} in {reading.of} publishes {', '.join(sorted(reading.values)) or 'nothing'}.")


def _used(asked: Asked) -> list[str]:
    """The attributes of it that other resources of its stack refer to."""
    stack, prefix = asked.deployed.regions[asked.region].stack, f"{asked.item.logical_id}."
    found = {name for one in stack.resources.values() for name in _named(one.properties, prefix)}
    return sorted(found)


def _named(value: object, prefix: str) -> Iterator[str]:
    from tapstack.template.unresolved import Unresolved

    if isinstance(value, Unresolved):
        if value.kind == "GetAtt" and value.of.startswith(prefix):
            yield value.of.removeprefix(prefix)
        for part in value.parts:
            yield from _named(part, prefix)
    elif isinstance(value, dict | list):
        for member in value.values() if isinstance(value, dict) else value:
            yield from _named(member, prefix)
