"""Finding names that wait for each other, with the whole path."""

from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter


def circles(needs: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """Circles that share no name, each from its first name in the order of ``needs`` back to it.

    Each name in a circle needs the next. What is left of a knot after one circle is searched again.
    """
    rest = {name: list(needed) for name, needed in needs.items()}
    found: list[list[str]] = []
    while (circle := _circle(rest)) is not None:
        start = min(range(len(circle)), key=lambda index: list(needs).index(circle[index]))
        found.append([*circle[start:], *circle[: start + 1]])
        rest = {
            name: [other for other in needed if other not in circle]
            for name, needed in rest.items()
            if name not in circle
        }
    return sorted(found, key=lambda names: list(needs).index(names[0]))


def _circle(needs: Mapping[str, Iterable[str]]) -> list[str] | None:
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as error:
        path: list[str] = error.args[1]
        return path[:0:-1]
    return None
