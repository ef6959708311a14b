"""Control calls about resources: make their operations fail, or hold them from their end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from tapstack.endpoint.control.call import Call
from tapstack.endpoint.control.desk import Desk
from tapstack.endpoint.control.parameters import REQUIRED, Parameter
from tapstack.endpoint.control.troubled import stall as told
from tapstack.endpoint.troubles import ACTIONS, ANY, Failure

_REGION = Parameter("region", str, "The region of the stack; any if left out.", ANY, region=True)
_RESOURCE = Parameter("resource", str, "A logical id, or a type such as AWS::SQS::Queue.", REQUIRED)
_ACTION = Parameter("action", str, "create, update or delete; create if left out.", "create", choices=ACTIONS)
_TIMES = Parameter("times", int, "How often; once if left out, 0 for always.", 1, least=0)
_CODE = Parameter("code", str, "The service's error code; InternalFailure if left out.", "InternalFailure")
_MESSAGE = Parameter("message", str, "What the service says.", "This failure was asked for.")
_STATUS = Parameter("status", int, "The HTTP status of the service's answer; 400 if left out.", 400, least=400)
_ANY_RESOURCE = Parameter("resource", str, "As it was stalled; any if left out.", ANY)


def fail(desk: Desk, given: Mapping[str, Any]) -> dict[str, Any]:
    """The next such operations are refused by the service."""
    failure = Failure(**{**given, "times": given["times"] or None})
    desk.troubles.provider.failures.append(failure)
    return {"failure": asdict(failure)}


def stall(desk: Desk, given: Mapping[str, Any]) -> dict[str, Any]:
    """Such operations do not end."""
    desk.troubles.stalls.stall(given["region"], given["resource"], given["action"])
    return {"stall": told(desk.troubles.stalls.stalls[-1])}


def release(desk: Desk, given: Mapping[str, Any]) -> dict[str, Any]:
    """They go on."""
    return {"released": [told(one) for one in desk.troubles.stalls.release(given["region"], given["resource"])]}


CALLS = (
    Call(
        "fail",
        "Has the service refuse the next create, update or delete of a resource.",
        fail,
        (_RESOURCE, _REGION, _ACTION, _TIMES, _CODE, _MESSAGE, _STATUS),
        kept=True,
    ),
    Call(
        "stall",
        "Keeps operations on a resource in progress until they are released.",
        stall,
        (_RESOURCE, _REGION, _ACTION),
        kept=True,
    ),
    Call("release", "Lets what was stalled go on.", release, (_ANY_RESOURCE, _REGION), kept=True),
)
