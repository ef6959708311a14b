"""ACCESS-096: the role of a pipe may read its source and send to its target."""

from collections.abc import Iterator

from tapstack.checks.truths.access.event_source_read import reading
from tapstack.checks.truths.access.needs import Need, faults
from tapstack.checks.truths.access.places import arn_in, sending, service_in
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(properties: Property, view: View) -> Iterator[Fault]:
    """A fault for what the role may not do."""
    yield from faults(properties["RoleArn"], _needs(properties, view), view)


def _needs(properties: Property, view: View) -> Iterator[Need]:
    yield from reading(properties["Source"], view)
    for name in ("Enrichment", "Target"):
        if properties[name].given:
            yield from _sending(properties[name], view)


def _sending(place: Property, view: View) -> Iterator[Need]:
    if ":api-destination/" not in arn_in(place, view) and service_in(arn_in(place, view)) not in ("ecs", "batch"):
        yield from sending(place, view)


TRUTH = Truth(
    id="ACCESS-096",
    title="The role of a pipe may read its source and send to its target",
    why="The pipe is made and goes to CREATE_FAILED or START_FAILED, or every event fails at the target.",
    fix="Permit the role to read the stream or queue, and the action of the target.",
    source="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-permissions.html",
    about=("AWS::Pipes::Pipe",),
    judge=judge,
)
