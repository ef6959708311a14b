"""Where CloudFormation waits for the answer to a custom resource's request: a real address on loopback."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer


class Mailbox:
    """``url`` is what the request names; ``answers`` what was put there, in order."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.answers: list[bytes] = []


@contextmanager
def mailbox(token: str) -> Iterator[Mailbox]:
    """While answers are taken at an address that only who was told it knows, as a presigned URL is."""
    path = f"/{token}"
    box = Mailbox("")

    class Handler(BaseHTTPRequestHandler):
        def do_PUT(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            known = self.path.partition("?")[0] == path
            if known:
                box.answers.append(body)
            self.send_response(200 if known else 403)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        box.url = f"http://127.0.0.1:{server.server_port}{path}?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Expires=7200"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.005}, daemon=True)
        thread.start()
        try:
            yield box
        finally:
            server.shutdown()
            thread.join()
