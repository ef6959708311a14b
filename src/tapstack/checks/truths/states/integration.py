"""The service integrations that tasks use: their service, action and pattern, and what they ask for."""

from __future__ import annotations

import gzip
import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from tapstack.checks.truths.references.arn import arn
from tapstack.checks.truths.states.machine import State, holes
from tapstack.render.pattern import is_whole

REQUIRED = {
    "lambda:invoke": ("FunctionName",),
    "sns:publish": ("Message", "TopicArn|TargetArn|PhoneNumber"),
    "sqs:sendMessage": ("QueueUrl", "MessageBody"),
    "events:putEvents": ("Entries",),
    "states:startExecution": ("StateMachineArn",),
    "dynamodb:getItem": ("TableName", "Key"),
    "dynamodb:putItem": ("TableName", "Item"),
    "dynamodb:updateItem": ("TableName", "Key"),
    "dynamodb:deleteItem": ("TableName", "Key"),
    "batch:submitJob": ("JobName", "JobQueue", "JobDefinition"),
    "ecs:runTask": ("TaskDefinition",),
    "glue:startJobRun": ("JobName",),
    "http:invoke": ("ApiEndpoint", "Method"),
}
"""What an optimized integration needs; a bar stands between alternatives."""

Operations = dict[str, tuple[tuple[str, ...], frozenset[str]]]


class Integration(NamedTuple):
    """``lambda``, ``invoke``, ``waitForTaskToken``; for the SDK ``aws-sdk``, ``s3:getObject``, ``""``."""

    service: str
    action: str
    way: str


def integration(state: State) -> Integration | None:
    """What the Resource of a Task calls; None for a function, an activity or no ARN. Raises NotKnown."""
    resource = state.at["Resource"]
    if not resource.given:
        return None
    found = arn(resource.pattern)
    if found is None or found.service != "states":
        return None
    called = found.resource
    if called.startswith(("activity:", "stateMachine:")):
        return None
    if not is_whole(called) or holes(called):
        raise resource.unknown()
    service, _, action = called.partition(":")
    action, _, way = action.partition(".")
    return Integration(service, action, way)


@cache
def operations_of(service: str) -> Operations | None:
    """The operations of a service by their names in the SDK: what each needs, and all it knows in small letters.

    None where botocore has no service of that name.
    """
    model = _model(service)
    if model is None:
        return None
    found: Operations = {}
    for name, operation in model["operations"].items():
        shape = model["shapes"].get(operation.get("input", {}).get("shape"), {})
        known = frozenset(member.lower() for member in shape.get("members", {}))
        found[name[0].lower() + name[1:]] = (tuple(shape.get("required", ())), known)
    return found


def _model(service: str) -> dict[str, Any] | None:
    spec = find_spec("botocore")
    if spec is None or spec.origin is None or not service.isalnum():
        return None
    files = sorted((Path(spec.origin).parent / "data" / service).glob("*/service-2.json*"))
    if not files:
        return None
    raw = files[-1].read_bytes()
    model: dict[str, Any] = json.loads(gzip.decompress(raw) if files[-1].suffix == ".gz" else raw)
    return model
