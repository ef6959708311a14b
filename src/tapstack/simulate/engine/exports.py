"""Values that one stack exports and others of its region import.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-exports.html
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from tapstack.simulate.engine.definition import Definition
from tapstack.simulate.engine.live import LiveStack
from tapstack.simulate.engine.statuses import Status


def exported(stacks: Iterable[LiveStack], region: str, name: str) -> str | None:
    """The value exported under a name; None where no stack of the region exports it."""
    for live in stacks:
        if live.owner.region == region and name in live.exports:
            return live.exports[name]
    return None


def missing(stacks: Iterable[LiveStack], definition: Definition) -> str:
    """What CloudFormation says of the first import of which there is no export; empty where there are all."""
    there = list(stacks)
    for name in sorted(definition.imports):
        if exported(there, definition.place.region, name) is None:
            return f"No export named {name} found."
    return ""


def users(stacks: Iterable[LiveStack], live: LiveStack, name: str) -> list[str]:
    """The names of the other stacks that import what this one exports under a name."""
    return [other.owner.stack_name for other in _others(stacks, live) if name in other.definition.imports]


def in_use(stacks: Iterable[LiveStack], live: LiveStack) -> str:
    """Why a stack cannot be deleted: an export of it is imported. Empty where none is."""
    return _refused(list(stacks), live, {}, "")


def clash(stacks: Iterable[LiveStack], live: LiveStack, exports: Mapping[str, str]) -> str:
    """Why a stack cannot export this from now on; empty where it can."""
    there = list(stacks)
    for other in _others(there, live):
        for name in exports:
            if name in other.exports:
                return f"Export with name {name} is already exported by stack {other.owner.stack_name}."
    return _refused(there, live, exports, ".")


def _refused(stacks: list[LiveStack], live: LiveStack, exports: Mapping[str, str], end: str) -> str:
    for name, value in live.exports.items():
        using = users(stacks, live, name) if exports.get(name) != value else []
        if using:
            what = "updated" if name in exports else "deleted"
            return f"Export {name} cannot be {what} as it is in use by {' and '.join(using)}{end}"
    return ""


def _others(stacks: Iterable[LiveStack], live: LiveStack) -> Iterator[LiveStack]:
    for other in stacks:
        if other is not live and other.owner.region == live.owner.region and other.status is not Status.DELETE_COMPLETE:
            yield other
