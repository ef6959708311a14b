"""Which metrics of which resources are watched by an alarm: what the checks of LOG-04 ask."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tapstack.checks.truths.alarm.watched import ALARM, Watched, watched
from tapstack.checks.truths.view import View
from tapstack.checks.truths.vpc.routing import named
from tapstack.graph.stackset import Item, NotKnown, Property

Key = tuple[str, str, str]


def is_alarmed(item: Item, namespace: str, metrics: Iterable[str], dimension: str, region: str, view: View) -> bool:
    """Whether an alarm of a region watches one of the metrics of a resource. Raises NotKnown."""
    doubt: NotKnown | None = None
    for metric in metrics:
        for alarm, value in view.kept(_index, namespace).get((region, metric, dimension), ()):
            if value.pattern not in item.texts and not named(value, item, view):
                continue
            if alarm.certain:
                return True
            doubt = NotKnown(f"whether {alarm} is made is not known")
    if doubt is not None:
        raise doubt
    return False


def lacking(item: Item, namespace: str, metrics: Iterable[str], dimension: str, region: str, view: View) -> list[str]:
    """The metrics of a resource that no alarm watches. Raises NotKnown."""
    return [name for name in metrics if not is_alarmed(item, namespace, (name,), dimension, region, view)]


def _index(view: View, namespace: str) -> Mapping[Key, list[tuple[Item, Property]]]:
    """The alarms on metrics of a namespace, by region, metric and dimension, each with the dimension's value."""
    found: dict[Key, list[tuple[Item, Property]]] = {}
    for alarm in view.all(ALARM):
        for metric in watched(alarm.properties):
            if metric.namespace.pattern == namespace:
                for name, value in metric.dimensions:
                    found.setdefault(_key(metric, name), []).append((alarm, value))
    return found


def _key(metric: Watched, dimension: Property) -> Key:
    return metric.region, metric.name.pattern, dimension.pattern
