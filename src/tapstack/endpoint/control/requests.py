"""Control calls about requests: refuse them, or drop their connections."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from tapstack.endpoint.control.call import Call
from tapstack.endpoint.control.desk import Desk
from tapstack.endpoint.control.parameters import ControlError, Parameter
from tapstack.endpoint.troubles import ANY, Refusal

_SERVICE = Parameter("service", str, "boto3's name of a service, such as s3; any if left out.", ANY)
_OPERATION = Parameter("operation", str, "Such as PutObject; any if left out.", ANY)
_REGION = Parameter("region", str, "The region that it is signed for; any if left out.", ANY, region=True)
_CODE = Parameter("code", str, "The error code; Throttling if left out.", "Throttling")
_MESSAGE = Parameter("message", str, "The error's message.", "Rate exceeded")
_STATUS = Parameter("status", int, "The HTTP status; 400 if left out.", 400, least=400)
_TIMES = Parameter("times", int, "How often; once if left out, 0 for always.", 1, least=0)
_DROP = Parameter("drop", bool, "End the connection without an answer instead.", False)


def refuse(desk: Desk, given: Mapping[str, Any]) -> dict[str, Any]:
    """The next such requests are refused."""
    _known(given["service"], given["operation"])
    refusal = Refusal(**{**given, "times": given["times"] or None})
    desk.troubles.refusals.refusals.append(refusal)
    return {"refusal": asdict(refusal)}


def _known(service: str, operation: str) -> None:
    """Raises ControlError for a name that no model has: such a refusal would never be met."""
    from botocore.exceptions import UnknownServiceError
    from moto.core.utils import get_service_model

    if service == ANY:
        return
    try:
        names = get_service_model(service).operation_names
    except UnknownServiceError as error:
        raise ControlError(f"refuse: there is no service {service!r}: use boto3's names.") from error
    if operation != ANY and operation not in names:
        raise ControlError(f"refuse: {service} has no operation {operation!r}: use botocore's names.")


CALLS = (
    Call(
        "refuse",
        "Refuses the next requests: throttling, errors of a service, lost connections.",
        refuse,
        (_SERVICE, _OPERATION, _REGION, _CODE, _MESSAGE, _STATUS, _TIMES, _DROP),
        kept=True,
    ),
)
