"""The metrics that alarms and dashboards watch."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from tapstack.checks.truths.alarm.widgets import widgets
from tapstack.checks.truths.one_by_one import one_by_one
from tapstack.checks.truths.truth import Fault, Judge
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Item, Property

ALARM, DASHBOARD = "AWS::CloudWatch::Alarm", "AWS::CloudWatch::Dashboard"
ABOUT = (ALARM, DASHBOARD)


class Watched(NamedTuple):
    """One metric: its namespace, name and dimensions, with their values; the region it is looked for in."""

    at: Property
    namespace: Property
    name: Property
    dimensions: tuple[tuple[Property, Property], ...]
    region: str


def each_metric(judge: Callable[[Watched, View], Iterator[Fault]]) -> Judge:
    """Judges every metric that a resource watches, each on its own."""

    def judged(resource: Property, view: View) -> Iterator[Fault]:
        yield from one_by_one(watched(resource), lambda metric: judge(metric, view))

    return judged


def watched(resource: Property) -> tuple[Watched, ...]:
    """The metrics of an alarm or a dashboard."""
    return _watched(resource.item)


@lru_cache(maxsize=1024)
def _watched(item: Item) -> tuple[Watched, ...]:
    if item.type == DASHBOARD:
        return tuple(metric for widget in widgets(item.properties) for metric in _drawn(widget))
    if item["MetricName"].given:
        return (_of(item.properties),)
    return tuple(_of(metric) for metric in item.properties.each("Metrics[].MetricStat.Metric"))


def _of(metric: Property) -> Watched:
    pairs = ((dimension["Name"], dimension["Value"]) for dimension in metric["Dimensions"].items)
    return Watched(metric, metric["Namespace"], metric["MetricName"], tuple(pairs), metric.item.region)


def _drawn(widget: Property) -> Iterator[Watched]:
    """The metrics of a widget; ``.`` stands for what the row before has there, ``...`` for the rest of it."""
    region = widget["properties.region"].text or widget.item.region
    before: list[Property] = []
    for row in widget.each("properties.metrics[]"):
        names = [one for one in row.items if not isinstance(one.raw, dict)]
        before = _filled(names, before)
        if len(before) >= 2 and len(before) % 2 == 0:
            pairs = tuple(zip(before[2::2], before[3::2], strict=True))
            yield Watched(row, before[0], before[1], pairs, region)


def _filled(names: list[Property], before: list[Property]) -> list[Property]:
    filled: list[Property] = []
    for place, one in enumerate(names):
        if one.raw == "...":
            rest = len(names) - place - 1
            filled += before[place : len(before) - rest]
        elif one.raw == "." and len(filled) < len(before):
            filled.append(before[len(filled)])
        else:
            filled.append(one)
    return filled
