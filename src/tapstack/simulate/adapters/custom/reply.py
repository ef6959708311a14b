"""What an answer to a custom resource's request means.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-responses.html
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

LARGEST = 4096  # bytes of an answer
_ECHOED = ("StackId", "RequestId", "LogicalResourceId")
_STATUSES = ("SUCCESS", "FAILED")


@dataclass(frozen=True)
class Reply:
    """``reason`` is why it failed, in CloudFormation's words; empty where it succeeded."""

    physical_id: str
    data: Mapping[str, Any]
    reason: str


def reply(body: bytes, request: Mapping[str, Any]) -> Reply:
    """Read an answer; what CloudFormation does not understand has failed."""
    if len(body) > LARGEST:
        return Reply("", {}, "Response object is too long.")
    try:
        answer = json.loads(body)
    except ValueError:
        answer = None
    if not isinstance(answer, Mapping) or answer.get("Status") not in _STATUSES:
        return Reply("", {}, "Invalid Response object: Value at 'status' must be one of SUCCESS, FAILED")
    for name in _ECHOED:
        if answer.get(name) != request[name]:
            return Reply("", {}, f"Invalid Response object: {name} is not that of the request")
    physical_id = str(answer.get("PhysicalResourceId") or "")
    if answer["Status"] == "FAILED":
        return Reply(physical_id, {}, _failed(answer, request))
    if not physical_id:
        return Reply("", {}, "Invalid PhysicalResourceId")
    return Reply(physical_id, answer.get("Data") or {}, "")


def _failed(answer: Mapping[str, Any], request: Mapping[str, Any]) -> str:
    said = answer.get("Reason") or "No reason was given."
    head = "Received response status [FAILED] from custom resource."
    return f"{head} Message returned: {said} (RequestId: {request['RequestId']})"
