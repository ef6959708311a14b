"""Numbers within bounds, after rendering."""

from collections.abc import Iterator, Mapping

from tapstack.checks.truths.truth import Fault
from tapstack.graph.stackset import NotKnown, Property


def outside(place: Property, bounds: Mapping[str, tuple[float, float]]) -> Iterator[Fault]:
    """A fault for each property below ``place`` that is less or more than its bounds; those that are absent fit.

    Raises NotKnown, after all others are judged, where one is not known.
    """
    unknown: NotKnown | None = None
    for name, (least, most) in bounds.items():
        value = place[name]
        try:
            if value.given and not least <= value.number <= most:
                yield Fault(value, f"{name} is {value.shown}; it must be {least:g} to {most:g}.")
        except NotKnown as error:
            unknown = error
    if unknown:
        raise unknown
