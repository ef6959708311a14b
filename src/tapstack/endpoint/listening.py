"""A port of loopback, and how requests come from it."""

from __future__ import annotations

import errno
import socket
from typing import Any
from xml.sax.saxutils import escape

from moto.moto_server.werkzeug_app import MotoRequestHandler
from werkzeug.serving import BaseWSGIServer, make_server

from tapstack.findings import InputError

HOST = "127.0.0.1"
_NOT_HTTP = "The request is not one of HTTP"


class Handler(MotoRequestHandler):  # type: ignore[misc]  # moto ships without annotations
    """Says nothing of each request; what is no request of HTTP gets an error as AWS writes them."""

    protocol_version = "HTTP/1.1"

    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002  as werkzeug calls it
        """Nothing."""

    def connection_dropped(self, error: BaseException, environ: Any = None) -> None:
        """The application, or the client, has ended the connection: nothing more is read from it."""
        del error, environ
        self.close_connection = True

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """As the standard library calls it for what it cannot read."""
        del explain
        told = f"<Code>MalformedRequest</Code><Message>{escape(f'{_NOT_HTTP}: {message}.')}</Message>"
        body = f"<ErrorResponse><Error><Type>Sender</Type>{told}</Error></ErrorResponse>".encode()
        self.close_connection = True
        self.send_response(code, "Bad Request")
        self.send_header("Content-Type", "text/xml")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)


def listening(port: int, application: Any) -> BaseWSGIServer:
    """A server on a port, any free one if it is 0. Raises InputError where the port cannot be had."""
    place = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        place.bind((HOST, port))
        place.listen(128)
    except OSError as error:
        place.close()
        taken = "is in use" if error.errno == errno.EADDRINUSE else f"cannot be listened at: {error.strerror}"
        remedy = "Name another: --port 0 takes any that is free."
        raise InputError(f"Port {port} {taken}.", remedy=remedy) from error
    server = make_server(HOST, port, application, threaded=True, request_handler=Handler, fd=place.fileno())
    place.close()
    server.daemon_threads = True  # type: ignore[attr-defined]  # of socketserver's mixin
    server.block_on_close = False  # type: ignore[attr-defined]
    return server
