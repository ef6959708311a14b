"""Where a custom resource's provider puts its answer: a web address of this machine, for one request."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from socketserver import TCPServer

_PATIENCE = 1.0  # real seconds for a client that does not send what it has announced
_LONGEST = 1 << 20  # bytes that are read of an answer: what is longer than CloudFormation takes has failed anyway
_SIGNED = "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Expires=7200&X-Amz-SignedHeaders=host&X-Amz-Signature="


@dataclass(frozen=True)
class Letter:
    """An answer, and the simulated time at which it came, in seconds since 1970."""

    body: bytes
    moment: float


@dataclass
class Mailbox:
    """``url`` is what the request names; ``letters`` what was put there, in order."""

    url: str
    letters: list[Letter] = field(default_factory=list)


@contextmanager
def mailbox(secret: str) -> Iterator[Mailbox]:
    """While answers are taken at an address that only who was told it knows, as a presigned URL is."""
    path = f"/{secret}?{_SIGNED}{secret.replace('-', '').replace('/', '')}"
    box = Mailbox("")
    with TCPServer(("127.0.0.1", 0), _slot(box, path)) as server:
        box.url = f"http://127.0.0.1:{server.server_address[1]}{path}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.005}, daemon=True)
        thread.start()
        try:
            yield box
            _knock(server.server_address[1])
        finally:
            server.shutdown()
            thread.join()


def _knock(port: int) -> None:
    """Wait until all that came before has been read: callers are served one after the other."""
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(b"GET / HTTP/1.0\r\n\r\n")
        while connection.recv(1024):
            pass


def _slot(box: Mailbox, path: str) -> type[BaseHTTPRequestHandler]:
    class Slot(BaseHTTPRequestHandler):
        timeout = _PATIENCE

        def do_PUT(self) -> None:
            status = self._refused()
            if status == 200:
                length = min(int(self.headers["Content-Length"]), _LONGEST)
                body = self.rfile.read(length)
                status = 200 if len(body) == length else 400
            if status == 200:
                box.letters.append(Letter(body, time.time()))
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def _refused(self) -> int:
            """200 for what S3 would take. The URL is signed for an empty Content-Type: another one gets 403.

            Source: https://iret.media/31445; for the length, S3's error MissingContentLength.
            """
            if self.path != path or self.headers.get("Content-Type"):
                return 403
            return 200 if self.headers.get("Content-Length", "").isdecimal() else 411

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    return Slot
