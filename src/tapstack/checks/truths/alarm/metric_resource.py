"""ALARM-010: the resource that a metric is of exists."""

from collections.abc import Iterator

from tapstack.checks.truths.alarm.known import namespace
from tapstack.checks.truths.alarm.watched import ABOUT, DASHBOARD, Watched, each_metric
from tapstack.checks.truths.one_by_one import one_by_one
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import NotKnown, Property


def _exists(metric: Watched, view: View) -> Iterator[Fault]:
    found = namespace(metric.namespace.text)
    if found is not None:
        yield from one_by_one(metric.dimensions, lambda pair: _named(pair, found.resources, metric.region, view))


def _named(
    pair: tuple[Property, Property], resources: dict[str, tuple[str, ...]], region: str, view: View
) -> Iterator[Fault]:
    name, value = pair
    types = resources.get(name.text)
    if types is None:
        return
    if not name.text.endswith("Arn") and value.pattern.startswith(("arn:", "https:")):
        yield Fault(value, f"{name.text} is the name of the resource; {value.shown} is no name.")
        return
    if region not in view.regions:
        raise NotKnown(f"{value.shown} would be in {region}, outside the set")
    optional = value.item.type == DASHBOARD and view.left_out(value, *types, region=region)
    if not optional and not view.exists(value, *types, region=region):
        yield Fault(value, f"No stack makes {value.shown} in {region}, whose metric is watched.")


TRUTH = Truth(
    id="ALARM-010",
    title="The resource that a watched metric is of exists in that region",
    why="AWS takes the alarm or dashboard; nobody publishes the metric: the alarm never fires.",
    fix="Refer to the resource: Ref gives a function's, stream's or bucket's name, GetAtt QueueName a queue's.",
    source="Amazon CloudWatch User Guide: Metrics concepts (dimensions are part of the identity of a metric)",
    about=ABOUT,
    judge=each_metric(_exists),
    later=True,
)
