"""Requests that others than moto answer, or complete: they pass the account's switchboard as calls in process do.

What clients in this process are told must be told over HTTP, too: the request is read by its model, the same call is
made in process, and what came of it is written down again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from botocore import xform_name
from botocore.exceptions import ClientError, ParamValidationError

from tapstack.endpoint.wire import refused, said
from tapstack.endpoint.wire.asked import parameters

if TYPE_CHECKING:
    from tapstack.endpoint.account import Account
    from tapstack.endpoint.wire import Answer, Asked


def passes(account: Account, what: Asked) -> bool:
    """Whether the switchboard has to do with an operation."""
    return bool(what.operation) and account.cloud.calls.concerns(what.service, what.operation)


def passed(account: Account, what: Asked, environ: dict[str, Any], body: bytes) -> Answer:
    """The answer of the same call in process."""
    request_id, spoken = account.cloud.next_id("request"), environ.get("CONTENT_TYPE", "")
    try:
        given = parameters(what, environ, body)
        told = getattr(account.client(what.service, what.region), xform_name(what.operation))(**given)
    except ClientError as error:
        found, status = error.response["Error"], error.response["ResponseMetadata"]["HTTPStatusCode"]
        return refused(what, found["Code"], found.get("Message", ""), status, spoken, request_id)
    except ParamValidationError as error:
        return refused(what, "ValidationException", str(error).splitlines()[-1], 400, spoken, request_id)
    told.pop("ResponseMetadata", None)
    return said(what, told, spoken, request_id)
