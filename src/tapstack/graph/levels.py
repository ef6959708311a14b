"""Sorting by need: what needs nothing first."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from graphlib import CycleError, TopologicalSorter


def levels(needs: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """Groups of names, each needing only names of earlier groups, in the order of ``needs`` within a group.

    Names that wait for each other, and those that wait for them, are in no group.
    """
    sorter = TopologicalSorter(needs)
    with suppress(CycleError):  # the sorter still hands out what the circle does not block
        sorter.prepare()
    rank = {name: index for index, name in enumerate(needs)}
    groups: list[list[str]] = []
    while group := sorted(sorter.get_ready(), key=rank.__getitem__):
        groups.append(group)
        sorter.done(*group)
    return groups
