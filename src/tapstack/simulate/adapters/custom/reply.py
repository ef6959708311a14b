"""What an answer to a custom resource's request means.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-responses.html. The messages are those
that users quote: aws/aws-cdk#23958 (too long), cythral/lambdajection#480 (physical id),
PaloAltoNetworks/aws-elb-autoscaling#23 (status), awslabs/aws-video-transcriber#32 (FAILED). What is said of an answer
that echoes other ids, is no JSON or has no object for Data is assumed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

LARGEST = 4096  # bytes of an answer
LONGEST_ID = 1024  # bytes of a physical id
_ECHOED = ("StackId", "RequestId", "LogicalResourceId")
_INVALID = "Invalid Response object: "


@dataclass(frozen=True)
class Reply:
    """``reason`` is why it failed, in CloudFormation's words; empty where it succeeded."""

    physical_id: str
    data: Mapping[str, Any]
    reason: str


def reply(body: bytes, request: Mapping[str, Any]) -> Reply:
    """Read an answer; what CloudFormation does not understand has failed."""
    if len(body) > LARGEST:
        return _failed("Response object is too long.")
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        answer = None
    if not isinstance(answer, Mapping):
        return _failed(_INVALID + "it is no JSON object")
    status, data = answer.get("Status"), answer.get("Data")
    if status not in ("SUCCESS", "FAILED"):
        return _failed(f"{_INVALID}'{status}' is not a valid ResponseStatus")
    for name in _ECHOED:
        if answer.get(name) != request[name]:
            return _failed(f"{_INVALID}{name} is not that of the request")
    physical_id = _physical_id(answer)
    if status == "FAILED":
        return Reply(physical_id, {}, _said(answer, request))
    if not physical_id:
        return _failed("Invalid PhysicalResourceId")
    if not isinstance(data, Mapping | None):
        return _failed(_INVALID + "Data is no object")
    return Reply(physical_id, data or {}, "")


def _failed(reason: str) -> Reply:
    return Reply("", {}, reason)


def _physical_id(answer: Mapping[str, Any]) -> str:
    """What the provider calls the resource; empty where that is no text, or too long."""
    given = answer.get("PhysicalResourceId")
    return given if isinstance(given, str) and len(given.encode()) <= LONGEST_ID else ""


def _said(answer: Mapping[str, Any], request: Mapping[str, Any]) -> str:
    head = "Received response status [FAILED] from custom resource."
    return f"{head} Message returned: {answer.get('Reason')} (RequestId: {request['RequestId']})"
