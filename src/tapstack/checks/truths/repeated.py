"""Which of several properties say the same: names, ids and priorities that must be unique."""

from collections.abc import Iterable, Iterator

from tapstack.graph.stackset import Property


def repeated(properties: Iterable[Property]) -> Iterator[tuple[Property, Property]]:
    """Each given property that has the very value of an earlier one, with that one; absent ones are passed over."""
    seen: dict[str, Property] = {}
    for one in properties:
        if one.given:
            first = seen.setdefault(one.pattern, one)
            if first is not one:
                yield one, first
