"""The application that answers every request: CloudFormation's by the engine, all others by moto's services."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterable, Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Any

from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app

from tapstack.endpoint.formation import answer

if TYPE_CHECKING:
    from tapstack.endpoint.account import Account

Environment = dict[str, Any]
Start = Callable[..., Any]
_SCOPE = re.compile(r"Credential=[^/]*/[0-9]{8}/(?P<region>[^/]+)/(?P<service>[^/]+)/aws4_request")
_HOME = "us-east-1"
_READING = ("GET", "HEAD", "OPTIONS")


class Gateway:
    """A WSGI application. One request, or one slice of virtual time, at a time: whoever works holds the lock."""

    def __init__(self, account: Account, lock: threading.Lock) -> None:
        self._account = account
        self._lock = lock
        self._moto = DomainDispatcherApplication(create_backend_app)

    def __call__(self, environment: Environment, start: Start) -> Iterable[bytes]:
        """As WSGI calls an application."""
        body = _body(environment)
        with self._lock:
            self._account.clock.show()
            scope = _SCOPE.search(environment.get("HTTP_AUTHORIZATION", ""))
            if scope and scope["service"] == "cloudformation":
                return _send(start, *answer(self._account, scope["region"], body))
            if environment["REQUEST_METHOD"] not in _READING:
                self._account.judge.written(scope["region"] if scope else _HOME)
            return self._of_moto(environment, start)

    def _of_moto(self, environment: Environment, start: Start) -> Iterable[bytes]:
        return list(self._moto(environment, start))


def _body(environment: Environment) -> bytes:
    """All of it, read before the lock is taken; it can be read again."""
    if environment.get("wsgi.input_terminated"):
        body: bytes = environment["wsgi.input"].read()
    else:
        body = environment["wsgi.input"].read(int(environment.get("CONTENT_LENGTH") or 0))
    environment["wsgi.input"] = BytesIO(body)
    environment["CONTENT_LENGTH"] = str(len(body))
    return body


def _send(start: Start, status: int, headers: Mapping[str, str], body: bytes) -> Iterable[bytes]:
    reasons = {200: "OK", 400: "Bad Request", 404: "Not Found"}
    start(f"{status} {reasons.get(status, 'Error')}", [*headers.items(), ("Content-Length", str(len(body)))])
    return [body]
