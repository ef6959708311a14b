"""ALARM-012: a metric of one's own is published by someone."""

import re
from collections.abc import Iterator

from tapstack.checks.truths.alarm.watched import ABOUT, Watched, each_metric
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.findings import Severity
from tapstack.findings.similar import nearest
from tapstack.graph.stackset import NotKnown

_WORDS = re.compile(r"[\w.\-/]+")


def _published(metric: Watched, view: View) -> Iterator[Fault]:
    namespace, name = metric.namespace.text, metric.name.text
    if namespace.startswith("AWS/"):
        return
    if metric.region not in view.regions:
        raise NotKnown(f"{namespace} would be published in {metric.region}, outside the set")
    codes = view.kept(_codes, namespace, metric.region)
    words = view.kept(_filtered, namespace, metric.region)
    text = re.escape(name)
    whole = re.compile(rf"{text}(?<!\w{text})(?!\w)")
    if name in words or any(whole.search(code) for code in codes):
        return
    written = {word for code in codes for word in _WORDS.findall(code)}
    meant = nearest(name, tuple(words | written), cutoff=0.85)
    if meant is None:
        raise NotKnown(f"Nobody is seen to publish {name} in {namespace}; someone else may")
    yield Fault(metric.name, f"Nobody publishes {name} in {namespace}; {meant} is published.")


def _filtered(view: View, namespace: str, region: str) -> set[str]:
    """The names of metrics that metric filters publish in the namespace."""
    filters = view.all("AWS::Logs::MetricFilter", region=region)
    changes = (one for item in filters for one in item.properties.each("MetricTransformations[]"))
    return {one["MetricName"].pattern for one in changes if one["MetricNamespace"].pattern == namespace}


def _codes(view: View, namespace: str, region: str) -> list[str]:
    """The codes of functions that name the namespace."""
    codes = (item["Code.ZipFile"] for item in view.all("AWS::Lambda::Function", region=region))
    return [code.pattern for code in codes if code.given and namespace in code.pattern]


TRUTH = Truth(
    id="ALARM-012",
    title="A metric in a namespace of one's own is published by a function or a metric filter of the region",
    why="AWS takes the alarm or dashboard; nobody publishes the metric: the alarm never fires.",
    fix="Write the metric's name as the code or the metric filter does.",
    source="assumption: a name that differs by a letter or two from one that is published is a typing error",
    about=ABOUT,
    judge=each_metric(_published),
    severity=Severity.WARNING,
)
