"""What CloudWatch holds of metrics: every value, by region, name, dimensions and minute."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from tapstack.simulate.resources import UnsupportedError

MINUTE = 60
Dimensions = Mapping[str, str]
_Name = tuple[str, str, str, frozenset[tuple[str, str]]]


@dataclass
class Sample:
    """The values of one metric in one minute, or in several."""

    values: list[float] = field(default_factory=list)

    def statistic(self, name: str) -> float:
        """Average, Maximum, Minimum, SampleCount, Sum, or a percentile such as p99, by the nearest rank (assumed).

        Raises UnsupportedError for any other.
        """
        match name:
            case "Average":
                return sum(self.values) / len(self.values)
            case "Maximum":
                return max(self.values)
            case "Minimum":
                return min(self.values)
            case "SampleCount":
                return float(len(self.values))
            case "Sum":
                return float(sum(self.values))
        if re.fullmatch(r"p\d+(\.\d+)?", name):
            place = math.ceil(float(name[1:]) / 100 * len(self.values))
            return sorted(self.values)[max(place, 1) - 1]
        raise UnsupportedError(f"The statistic {name} of CloudWatch is not simulated.")


class Metrics:
    """Times are in seconds since 1970. A value counts for the minute in which it was measured."""

    def __init__(self) -> None:
        self._kept: defaultdict[_Name, dict[int, Sample]] = defaultdict(dict)

    def add(self, region: str, namespace: str, name: str, dimensions: Dimensions, value: float, when: float) -> None:
        """One value more."""
        minutes = self._kept[region, namespace, name, frozenset(dimensions.items())]
        minutes.setdefault(int(when // MINUTE) * MINUTE, Sample()).values.append(value)

    def between(
        self, region: str, namespace: str, name: str, dimensions: Dimensions, start: float, end: float
    ) -> dict[int, Sample]:
        """The minutes with values that begin at ``start`` or after it, and before ``end``."""
        minutes = self._kept.get((region, namespace, name, frozenset(dimensions.items())), {})
        first = math.ceil(start / MINUTE) * MINUTE
        if end - first < MINUTE * len(minutes):
            wanted = range(first, math.ceil(end), MINUTE)
            return {minute: minutes[minute] for minute in wanted if minute in minutes}
        return {minute: sample for minute, sample in sorted(minutes.items()) if start <= minute < end}

    def periods(
        self, region: str, namespace: str, name: str, dimensions: Dimensions, start: float, end: float, period: int
    ) -> Iterator[tuple[int, Sample]]:
        """The same in periods of so many seconds, each with the time at which it begins; those without values not."""
        found: dict[int, Sample] = {}
        for minute, sample in self.between(region, namespace, name, dimensions, start, end).items():
            found.setdefault(minute // period * period, Sample()).values.extend(sample.values)
        yield from found.items()

    def named(self, region: str, namespace: str = "") -> Iterator[tuple[str, str, dict[str, str]]]:
        """Namespace, name and dimensions of what a region has."""
        for place, space, name, dimensions in self._kept:
            if place == region and namespace in ("", space):
                yield space, name, dict(dimensions)
