"""Which operation of which service in which region a request asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

from botocore.exceptions import UnknownServiceError
from moto.core.parse import PROTOCOL_PARSERS
from moto.core.request import determine_request_protocol
from moto.core.responses import boto3_service_name
from moto.core.routing import get_service_router
from moto.moto_server.werkzeug_app import BackendRequest, DomainDispatcherApplication
from werkzeug.exceptions import HTTPException

from tapstack.endpoint.wire.body import Environ, rewound

_FIRST_REGION = "us-east-1"


@dataclass(frozen=True)
class Asked:
    """Names are boto3's: ``stepfunctions``, ``DescribeExecution``. ``operation`` is empty where no model tells it.

    ``service`` is empty where it is none; what names no service is taken for S3's, as moto takes it.
    """

    service: str
    operation: str
    region: str
    model: Any = None
    in_path: Mapping[str, Any] | None = None

    @property
    def protocol(self) -> str:
        """The first that the service speaks, ``query``; empty where no model tells it."""
        return str(self.model.service_model.protocol) if self.model is not None else ""

    @property
    def name(self) -> str:
        """``s3:PutObject``."""
        return f"{self.service}:{self.operation}"


def asked(environ: Environ, body: bytes, moto: DomainDispatcherApplication) -> Asked:
    """What a request asks for, as moto's server itself would find it. The body can be read again afterwards."""
    rewound(environ, body)
    try:
        host = moto.infer_service_region_host(environ, environ["PATH_INFO"])
        backend = moto.get_backend_for_host(host)
    except (KeyError, IndexError, ValueError):
        host, backend = "", None
    region = region_of(environ)
    rewound(environ, body)
    if not backend and host is not None:
        return Asked("", "", region)
    backend = backend or "s3"
    service = boto3_service_name.get(backend, backend)
    try:
        model, in_path = get_service_router(service).match(BackendRequest(environ))
    except (HTTPException, NotImplementedError, UnknownServiceError, ValueError):
        return Asked(service, "", region)
    finally:
        rewound(environ, body)
    return Asked(service, model.name, region, model, in_path)


def region_of(environ: Environ) -> str:
    """The region that a request is signed for; the first of all where it is not signed."""
    scope = _scope(environ.get("HTTP_AUTHORIZATION", "")) or _presigned(environ.get("QUERY_STRING", ""))
    return scope[2] if len(scope) == 5 else _FIRST_REGION


def _scope(authorization: str) -> list[str]:
    """Source: Signature Version 4, ``Credential=key/date/region/service/aws4_request``."""
    credential = authorization.partition("Credential=")[2].partition(",")[0]
    return credential.strip().split("/")


def _presigned(query: str) -> list[str]:
    return parse_qs(query).get("X-Amz-Credential", [""])[0].split("/")


def parameters(what: Asked, environ: Environ, body: bytes) -> dict[str, Any]:
    """The parameters of the call, as boto3's caller would give them."""
    rewound(environ, body)
    request = BackendRequest(environ)
    protocol = determine_request_protocol(what.model.service_model, request.content_type)
    parser = PROTOCOL_PARSERS[protocol](what.model)
    found: dict[str, Any] = parser.parse(
        {
            "method": request.method,
            "values": request.values,
            "headers": request.headers,
            "body": body,
            "url_path": request.path,
            "url_params": dict(what.in_path or {}),
        }
    )
    rewound(environ, body)
    return found
