"""ALARM-014: a dashboard is JSON that CloudWatch takes."""

import json
import re
from collections.abc import Iterator

from tapstack.checks.truths.alarm.watched import DASHBOARD
from tapstack.checks.truths.alarm.widgets import widgets
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.facts.regions import is_region
from tapstack.graph.stackset import Property
from tapstack.render.pattern import TOKEN, is_whole

_TYPES = ("metric", "text", "log", "alarm", "explorer", "custom", "trace", "map")


def judge(dashboard: Property, _: View) -> Iterator[Fault]:
    """A fault for a name or body that CloudWatch refuses, and for each widget that is none."""
    name, body = dashboard["DashboardName"], dashboard["DashboardBody"]
    if name.given and not re.fullmatch(r"[A-Za-z0-9\-_]{1,255}", TOKEN.sub("x", name.pattern)):
        yield Fault(name, f"The name {name.shown} has other characters than letters, digits, hyphens and underscores.")
    if body.given and not _is_json(body):
        yield Fault(body, "The body is no JSON.")
        return
    for place, widget in enumerate(widgets(dashboard)):
        yield from _widget(widget, f"Widget {place}")


def _is_json(body: Property) -> bool:
    if not isinstance(body.document.raw if isinstance(body.raw, dict) else body.pattern, str):
        return True
    try:
        return isinstance(json.loads(body.pattern, strict=False), dict)
    except ValueError:
        if is_whole(body.pattern):
            return False
        raise body.unknown() from None


def _widget(widget: Property, name: str) -> Iterator[Fault]:
    kind = widget["type"].text
    if kind not in _TYPES:
        yield Fault(widget, f"{name} has the type {kind or 'none'}.")
    for side, low, high in (("x", 0, 23), ("y", 0, 1e9), ("width", 1, 24), ("height", 1, 1000)):
        if widget.has(side) and not low <= widget[side].number <= high:
            yield Fault(widget, f"{name} has {side} {widget[side].shown}.")
    if kind == "metric":
        yield from _metric(widget["properties"], name)


def _metric(properties: Property, name: str) -> Iterator[Fault]:
    region = properties["region"]
    if not (properties.has("metrics") or properties.has("annotations")):
        yield Fault(properties, f"{name} draws neither metrics nor annotations.")
    if region.given and not is_region(region.text):
        yield Fault(properties, f"{name} is of {region.shown}, which is no region.")
    if properties.has("metrics") and not region.given:
        yield Fault(properties, f"{name} names no region.")


TRUTH = Truth(
    id="ALARM-014",
    title="A dashboard's body is JSON of widgets, each with a type, a place on the grid, and what it draws",
    why="CloudWatch refuses the dashboard: InvalidParameterInput (DashboardInvalidInputError), and the stack fails.",
    fix="Write the body as JSON; give each metric widget metrics and a region; x is 0 to 23, width 1 to 24.",
    source="Amazon CloudWatch API Reference: Dashboard body structure and syntax; botocore cloudwatch PutDashboard",
    about=(DASHBOARD,),
    judge=judge,
)
