"""Lambda's Runtime API for one call: a runtime asks here for the event, and tells here what came of it.

Source: https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

_VERSION = "/2018-06-01/runtime"


@dataclass
class Call:
    """What a runtime is asked; ``outcome`` is response or error, and the JSON that it sent, once it has."""

    event: Any
    headers: Mapping[str, str]
    outcome: tuple[str, str] | None = None
    ended: threading.Event = field(default_factory=threading.Event)

    def end(self, outcome: tuple[str, str] | None = None) -> None:
        """There is nothing more to wait for; the first outcome counts."""
        self.outcome = self.outcome or outcome
        self.ended.set()


@contextmanager
def runtime_api(call: Call) -> Iterator[str]:
    """While a runtime may ask; gives the host and port at which it does."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _handler(call)) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield f"127.0.0.1:{server.server_port}"
        finally:
            call.end()
            server.shutdown()
            thread.join()


def _handler(call: Call) -> type[BaseHTTPRequestHandler]:
    asked = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            """The event; whoever asks for a second one waits until the end."""
            if asked.is_set():
                call.ended.wait()
                return
            asked.set()
            self._send(200, json.dumps(call.event).encode(), call.headers)

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            self._send(202, b"{}", {})
            call.end(("response" if self.path.endswith("/response") else "error", body))

        def _send(self, status: int, body: bytes, headers: Mapping[str, str]) -> None:
            self.send_response(status if self.path.startswith(_VERSION) else 404)
            for name, value in {
                **headers,
                "Content-Type": "application/json",
                "Content-Length": str(len(body)),
            }.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    return Handler
