"""What is known of the metrics that services publish: ``metrics.json``."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from tapstack.facts.installed import read_json


class Namespace(NamedTuple):
    """The metrics of a service: each with its sets of dimensions; ``only`` is the one region that has them."""

    metrics: dict[str, frozenset[frozenset[str]]]
    resources: dict[str, tuple[str, ...]]
    only: str

    @property
    def dimensions(self) -> frozenset[str]:
        """Every dimension that one of the metrics has."""
        return frozenset(name for sets in self.metrics.values() for names in sets for name in names)


@cache
def namespace(name: str) -> Namespace | None:
    """The namespace of a service; None where nothing is known of it."""
    row = read_json(Path(__file__).with_name("metrics.json"))["namespaces"].get(name)
    return None if row is None else _namespace(row)


def _namespace(row: dict[str, Any]) -> Namespace:
    metrics: dict[str, frozenset[frozenset[str]]] = {}
    for group in row["groups"]:
        for name in group["metrics"]:
            metrics[name] = metrics.get(name, frozenset()) | {frozenset(names) for names in group["dimensions"]}
    return Namespace(metrics, {name: tuple(types) for name, types in row["resources"].items()}, row.get("only", ""))
