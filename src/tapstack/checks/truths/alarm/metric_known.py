"""ALARM-009: the metric that is watched is one that the service publishes, with its dimensions, in that region."""

from collections.abc import Iterator

from tapstack.checks.truths.alarm.known import Namespace, namespace
from tapstack.checks.truths.alarm.watched import ABOUT, Watched, each_metric
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.findings.similar import nearest
from tapstack.graph.stackset import NotKnown


def _known(metric: Watched, _: View) -> Iterator[Fault]:
    text = metric.namespace.text
    if not text.startswith("AWS/"):
        return
    found = namespace(text)
    if found is None:
        raise NotKnown(f"The metrics of {text} are not known here")
    if found.only and metric.region != found.only:
        yield Fault(metric.namespace, f"Metrics of {text} are published in {found.only}, not in {metric.region}.")
    yield from _named(metric, found)


def _named(metric: Watched, found: Namespace) -> Iterator[Fault]:
    name = metric.name.text
    if name not in found.metrics:
        meant = nearest(name, tuple(found.metrics), cutoff=0.8)
        if meant is None:
            raise NotKnown(f"The metric {name} of {metric.namespace.text} is not known here")
        yield Fault(metric.name, f"{metric.namespace.text} publishes no {name}; {meant} is a metric of it.")
        return
    given = frozenset(one.text for one, _ in metric.dimensions)
    if given in found.metrics[name]:
        return
    if not all(name in found.dimensions or _meant(name, found) for name in given):
        raise NotKnown(f"Whether {name} is published with {', '.join(sorted(given))} is not known here")
    needed = " or ".join(sorted(", ".join(sorted(names)) or "none" for names in found.metrics[name]))
    yield Fault(metric.at, f"{name} is published with the dimensions {needed}; given: {', '.join(sorted(given))}.")


def _meant(name: str, found: Namespace) -> bool:
    """Whether it is a known dimension cut short or drawn out, or a letter or two away from one."""
    known = tuple(found.dimensions)
    cut = any(one.startswith(name) or name.startswith(one) for one in known)
    return cut or nearest(name, known, cutoff=0.8) is not None


TRUTH = Truth(
    id="ALARM-009",
    title="A metric of a service is one that it publishes, with exactly its dimensions, in a region where it does",
    why="AWS takes the alarm or dashboard; it never gets data: the alarm never fires, the picture stays empty.",
    fix="Write the metric's name and all its dimensions as the service's documentation has them.",
    source="Amazon CloudWatch User Guide: Metrics concepts (a metric is its namespace, name and dimensions) and each"
    " service's page in src/tapstack/checks/truths/alarm/metrics.json",
    about=ABOUT,
    judge=each_metric(_known),
    later=True,
)
