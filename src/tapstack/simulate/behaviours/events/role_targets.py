"""Targets that are reached with a role: buses, workflows and streams.

Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-identity-based.html. That an event which came
from another bus goes to no third one: .../eb-bus-to-bus.html.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from tapstack.simulate.behaviours.events.outcome import TAKEN, Outcome, outcome_of
from tapstack.simulate.behaviours.events.paths import MISSING, at

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.events.handing import Handing

_THROTTLED = ("LimitExceededException", "ProvisionedThroughputExceededException", "ThrottlingException")


def to_bus(handing: Handing) -> Outcome:
    """The same event comes to another bus."""
    if handing.arrival.sender:
        return Outcome("THIRD_REGION_HOP_DETECTED", f"the event came from {handing.arrival.sender}")
    if not handing.life.events.has(handing.region, handing.arn):
        return Outcome("NO_RESOURCE", f"{handing.arn} does not exist")
    refused = handing.refusal("events:PutEvents")
    if not refused:
        handing.life.events.put(handing.region, handing.arrival.event, handing.arn, sender=handing.rule.arn)
    return outcome_of(refused)


def to_machine(handing: Handing) -> Outcome:
    """An execution begins with the input, which must be JSON."""
    if wrong := no_json(handing.given):
        return wrong
    client = handing.life.client("stepfunctions", handing.region)
    try:
        client.describe_state_machine(stateMachineArn=handing.arn)
    except ClientError as error:
        return Outcome("NO_RESOURCE", _told(error))
    refused = handing.refusal("states:StartExecution")
    if not refused:
        handing.life.machines.start(handing.region, handing.arn, handing.given)
    return outcome_of(refused)


def to_stream(handing: Handing) -> Outcome:
    """A record with the input; its partition key is the event's id, or what the target's path finds in the event."""
    if refused := handing.refusal("kinesis:PutRecord"):
        return outcome_of(refused)
    path = (handing.target.get("KinesisParameters") or {}).get("PartitionKeyPath", "$.id")
    key = at(path, handing.arrival.event)
    client = handing.life.client("kinesis", handing.region)
    try:
        client.put_record(
            StreamName=handing.arn.rpartition("/")[2],
            Data=handing.given.encode(),
            PartitionKey=handing.arrival.event["id"] if key is MISSING else str(key),
        )
    except ClientError as error:
        if error.response["Error"]["Code"] in _THROTTLED:
            return Outcome("THROTTLING", _told(error), passing=True)
        return outcome_of(_told(error))
    return TAKEN


def no_json(given: str) -> Outcome | None:
    """The outcome for a target that takes JSON only; None if it is."""
    try:
        json.loads(given)
    except ValueError as error:
        return Outcome("INVALID_JSON", str(error))
    return None


def _told(error: ClientError) -> str:
    told = error.response["Error"]
    return f"{told['Code']}: {told['Message']}"
