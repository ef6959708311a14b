"""moto's own server, for all services but CloudFormation: what it cannot do is said as AWS says it."""

from __future__ import annotations

import json
from collections.abc import Callable
from traceback import format_exception
from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError
from botocore.validate import ParamValidator
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app

from tapstack.endpoint.wire import Answer, Asked, refused
from tapstack.endpoint.wire.asked import parameters

if TYPE_CHECKING:
    from tapstack.endpoint.account import Account

Environ = dict[str, Any]
_PAGE = b"<!doctype html>"
_OTHERS = ("/moto-api", "/latest/meta-data/", "/latest/api/", "/favicon.ico")
_MISSING = "Request is missing Authentication Token"


class Services:
    """Answers requests of services."""

    def __init__(self) -> None:
        self.moto = DomainDispatcherApplication(create_backend_app)

    def answer(self, account: Account, what: Asked, environ: Environ, body: bytes) -> Answer:
        """As moto answers it; 400 for what is no request of a service, 501 for what is not simulated."""
        spoken, request_id = environ.get("CONTENT_TYPE", ""), account.cloud.next_id("request")

        def refuse(code: str, message: str, status: int) -> Answer:
            return refused(what, code, message, status, spoken, request_id)

        if not what.service or (not what.operation and environ["PATH_INFO"] == "/" and what.service == "s3"):
            return refuse("MissingAuthenticationToken", f"{_MISSING}, or one that names a service.", 400)
        if environ["PATH_INFO"].startswith(_OTHERS) and "HTTP_AUTHORIZATION" not in environ:
            return refuse(
                "InvalidRequest", "No service of AWS is there. GET /_tapstack lists what is beside them.", 400
            )
        try:
            answer = self._of_moto(environ)
        except NotImplementedError:
            return refuse("NotImplemented", f"tapstack serve does not simulate {what.name}.", 501)
        except Exception as error:  # noqa: BLE001  whoever asked gets an answer, and the server goes on
            why = _mistake(what, environ, body)
            if why:
                return refuse("SerializationException" if what.model else "InvalidRequest", why, 400)
            account.said(f"internal error in {what.name}: {''.join(format_exception(error))}")
            return refuse("InternalFailure", f"{type(error).__name__}: {error}", 500)
        if answer.status in (404, 405) and answer.body.lstrip().lower().startswith(_PAGE):
            return refuse("NotImplemented", f"tapstack serve does not simulate {what.name}.", 501)
        return answer

    def _of_moto(self, environ: Environ) -> Answer:
        told: list[Any] = []

        def start(status: str, headers: list[tuple[str, str]], error: Any = None) -> Callable[[bytes], Any]:
            del error
            told[:] = [int(status.partition(" ")[0]), headers]
            return lambda _: None

        parts = self.moto(environ, start)
        try:
            body = b"".join(parts)
        finally:
            if hasattr(parts, "close"):
                parts.close()
        return Answer(told[0], told[1], body)


def _mistake(what: Asked, environ: Environ, body: bytes) -> str:
    """What is wrong with a request by its model; empty where nothing is."""
    if what.model is None:
        return "The request is of no operation of the service."
    try:
        if what.protocol == "json" and body and "json" in environ.get("CONTENT_TYPE", ""):
            json.loads(body)
        given = parameters(what, environ, body)
    except (ValueError, KeyError, TypeError, AttributeError, BotoCoreError):
        return "The request cannot be read."
    except Exception as error:  # noqa: BLE001  moto's parsers have errors of their own
        return f"The request cannot be read: {error}"
    shape = what.model.input_shape
    report = ParamValidator().validate(given, shape) if shape is not None else None
    return report.generate_report().splitlines()[0] if report is not None and report.has_errors() else ""
