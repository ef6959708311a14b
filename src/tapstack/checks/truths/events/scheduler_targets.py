"""EVENTS-027: what a schedule calls is an ARN, with what its kind needs."""

from __future__ import annotations

import json
from collections.abc import Iterator

from tapstack.checks.truths.references.arn import arn
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property
from tapstack.render.pattern import is_whole

_NEEDS = {"events": "EventBridgeParameters", "kinesis": "KinesisParameters"}


def judge(site: Property, _: View) -> Iterator[Fault]:
    """A fault for no ARN, for parameters that are missing, and for an Input that is no JSON."""
    place, text = site["Arn"], site["Input"]
    found = arn(place.pattern)
    if found is None:
        if is_whole(place.pattern):
            yield Fault(place, f"The target {place.shown} is no ARN.")
        return
    need = _NEEDS.get(found.service, "SqsParameters" if found.resource.endswith(".fifo") else "")
    if need and not (need == "SqsParameters" and found.service != "sqs") and not site.has(need):
        yield Fault(site, f"The target {place.shown} is given no {need}.")
    if found.service in ("lambda", "states", "events") and text.given and is_whole(text.pattern):
        try:
            json.loads(text.pattern)
        except ValueError as error:
            yield Fault(text, f"Input is no JSON: {error}.")


TRUTH = Truth(
    id="EVENTS-027",
    title="What a schedule calls is an ARN, with what its kind needs",
    why="CreateSchedule answers: the provided target is not valid; or the call fails each time, silently without a"
    " dead-letter queue.",
    fix="Give an ARN; a FIFO queue needs MessageGroupId, a stream PartitionKey, a bus DetailType and Source; Input"
    " is JSON for a function, a machine or a bus.",
    source="botocore scheduler Target (SqsParameters, KinesisParameters, EventBridgeParameters, Input)",
    about=("AWS::Scheduler::Schedule",),
    at="Target",
    judge=judge,
)
