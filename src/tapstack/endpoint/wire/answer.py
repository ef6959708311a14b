"""Answers and errors in the form of a service's protocol."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from moto.core.exceptions import ServiceException
from moto.core.model import OperationModel
from moto.core.serialize import SerializationContext, get_serializer_class
from moto.core.utils import get_service_model

from tapstack.endpoint.wire.asked import Asked

Headers = Mapping[str, str] | Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Answer:
    """A whole answer; ``body`` is what goes over the wire."""

    status: int
    headers: Headers
    body: bytes


class _Refused(ServiceException):  # type: ignore[misc]  # moto ships without annotations
    """An error of no module of moto: by that moto would look for a service's model."""


def said(what: Asked, result: Mapping[str, Any], content_type: str = "", request_id: str = "") -> Answer:
    """What an operation gives, in boto3's form."""
    return _written(what, dict(result), content_type, request_id)


def refused(what: Asked, code: str, message: str, status: int, content_type: str = "", request_id: str = "") -> Answer:
    """An error, as the service that was asked writes it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # moto warns of codes that a model does not list; AWS has many
        answer = _written(what, _Refused(code, message), content_type, request_id)
    return Answer(status, answer.headers, answer.body)


def _written(what: Asked, result: Any, content_type: str, request_id: str) -> Answer:
    model = what.model or OperationModel({}, get_service_model(what.service or "s3"))
    kind = get_serializer_class(model.service_model.service_name, _protocol(model.service_model, content_type))
    told = kind(operation_model=model, context=SerializationContext(request_id)).serialize(result)
    body = told["body"]
    headers = {"x-amzn-RequestId": request_id, **{name: str(value) for name, value in told["headers"].items()}}
    return Answer(int(told["status_code"]), headers, body.encode() if isinstance(body, str) else body)


def _protocol(service: Any, content_type: str) -> str:
    """The protocol that the client speaks, where the service understands several."""
    spoken = service.metadata.get("protocols", [service.protocol])
    if "json" in content_type and "json" in spoken:
        return "json"
    if content_type.startswith("application/x-www-form-urlencoded") and "query" in spoken:
        return "query"
    return str(service.protocol)
