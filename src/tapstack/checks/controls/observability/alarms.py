"""Which metrics of which resources are watched by an alarm: what the checks of LOG-04 and REP-11 ask."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from tapstack.checks.truths.alarm.watched import ALARM, Watched, watched
from tapstack.checks.truths.view import View
from tapstack.checks.truths.vpc.routing import named
from tapstack.graph.stackset import Item, NotKnown, Property

Key = tuple[str, str]
Fits = Callable[[Property], bool]


def is_alarmed(item: Item, namespace: str, metrics: Iterable[str], dimension: str, region: str, view: View) -> bool:
    """Whether an alarm of a region watches one of the metrics of a resource. Raises NotKnown."""
    return is_followed(namespace, metrics, {dimension: names(item, view)}, region, view)


def names(item: Item, view: View) -> Fits:
    """Whether the value of a dimension names a resource, in whatever region."""
    return lambda value: value.pattern in item.texts or named(value, item, view)


def is_followed(namespace: str, metrics: Iterable[str], wanted: Mapping[str, Fits], region: str, view: View) -> bool:
    """Whether an alarm of a region watches one of the metrics with dimensions whose values fit. Raises NotKnown."""
    doubt: NotKnown | None = None
    for metric in metrics:
        for alarm, dimensions in view.kept(_index, namespace).get((region, metric), ()):
            if not all(name in dimensions and fits(dimensions[name]) for name, fits in wanted.items()):
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


def _index(view: View, namespace: str) -> Mapping[Key, list[tuple[Item, Mapping[str, Property]]]]:
    """The alarms on metrics of a namespace, by region and metric, each with its dimensions."""
    found: dict[Key, list[tuple[Item, Mapping[str, Property]]]] = {}
    for alarm in view.all(ALARM):
        for metric in watched(alarm.properties):
            if metric.namespace.pattern == namespace:
                found.setdefault((metric.region, metric.name.pattern), []).append((alarm, _dimensions(metric)))
    return found


def _dimensions(metric: Watched) -> Mapping[str, Property]:
    return {name.pattern: value for name, value in metric.dimensions}
