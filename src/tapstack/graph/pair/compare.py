"""Where two rendered values differ, with the path on either side."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from tapstack.findings import TemplatePath

_NAMES: Final = ("Sid", "Id", "Name", "Key", "PolicyName", "IndexName", "DeviceName", "RuleName", "Region")


class Absent:
    """The type of ``ABSENT``, which stands where one side has nothing."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT: Final = Absent()


class Difference(NamedTuple):
    """That the one stack has ``values[0]`` at ``paths[0]``, and the other ``values[1]`` at ``paths[1]``.

    Where a side has nothing, its value is ABSENT, and its path the place where it would stand.
    """

    paths: tuple[TemplatePath, TemplatePath]
    values: tuple[Any, Any]

    @property
    def side(self) -> int:
        """The side that has something, the first where both do."""
        return 1 if self.values[0] is ABSENT else 0

    @property
    def path(self) -> TemplatePath:
        """The path on that side."""
        return self.paths[self.side]


Key = Callable[[Any, int], str]
"""A value of side 0 or 1 as a text that is the same for what only follows its region."""


def differences(one: Any, other: Any, paths: tuple[TemplatePath, TemplatePath], key: Key) -> Iterator[Difference]:
    """The smallest values in which ``one`` and ``other`` differ."""
    if one is other or (type(one) is type(other) and one == other):
        return
    if isinstance(one, dict) and isinstance(other, dict):
        for name in [*one, *(name for name in other if name not in one)]:
            below = (*paths[0], name), (*paths[1], name)
            yield from _member(one.get(name, ABSENT), other.get(name, ABSENT), below, key)
    elif isinstance(one, list) and isinstance(other, list) and one and other:
        for left, right in _aligned(one, other, key):
            below = (*paths[0], _at(left, one)), (*paths[1], _at(right, other))
            yield from _member(_item(left, one), _item(right, other), below, key)
    else:
        yield Difference(paths, (one, other))


def _member(one: Any, other: Any, paths: tuple[TemplatePath, TemplatePath], key: Key) -> Iterator[Difference]:
    if one is ABSENT or other is ABSENT:
        yield Difference(paths, (one, other))
    else:
        yield from differences(one, other, paths, key)


def _item(index: int | None, items: list[Any]) -> Any:
    return ABSENT if index is None else items[index]


def _at(index: int | None, items: list[Any]) -> int:
    return len(items) if index is None else index


def _aligned(one: list[Any], other: list[Any], key: Key) -> Iterator[tuple[int | None, int | None]]:
    """Which member of the one list stands for which of the other; None where there is none."""
    if len(one) == len(other) and all(_alike(left, right, key) for left, right in zip(one, other, strict=True)):
        yield from zip(range(len(one)), range(len(other)), strict=True)
        return
    lefts, rights = [key(item, 0) for item in one], [key(item, 1) for item in other]
    for tag, i, j, k, m in SequenceMatcher(None, lefts, rights, autojunk=False).get_opcodes():
        if tag == "equal" or j - i == m - k:
            yield from zip(range(i, j), range(k, m), strict=True)
        else:
            yield from _by_name(one, range(i, j), other, range(k, m))


def _alike(left: Any, right: Any, key: Key) -> bool:
    """Whether two members at the same place are surely each other's twins."""
    if isinstance(left, dict) and isinstance(right, dict):
        return _name(left) is not None and _name(left) == _name(right)
    return left is right or key(left, 0) == key(right, 1)


def _by_name(one: list[Any], lefts: range, other: list[Any], rights: range) -> Iterator[tuple[int | None, int | None]]:
    left_names = {name: index for index in lefts if (name := _name(one[index]))}
    right_names = {name: index for index in rights if (name := _name(other[index]))}
    both = [name for name in left_names if name in right_names]
    yield from ((left_names[name], right_names[name]) for name in both)
    yield from ((index, None) for index in lefts if _name(one[index]) not in both)
    yield from ((None, index) for index in rights if _name(other[index]) not in both)


def _name(item: Any) -> str | None:
    """What a member of a list calls itself."""
    if not isinstance(item, dict):
        return None
    return next((f"{name}={item[name]}" for name in _NAMES if isinstance(item.get(name), str)), None)
