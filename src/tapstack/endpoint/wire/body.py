"""The body of a request, which several read one after the other."""

from __future__ import annotations

import io
from typing import Any

Environ = dict[str, Any]
"""A request as WSGI hands it over."""


def buffered(environ: Environ) -> bytes:
    """Read the whole body, once, and let it be read again."""
    stream, length = environ["wsgi.input"], str(environ.get("CONTENT_LENGTH") or "")
    if environ.get("wsgi.input_terminated"):
        body: bytes = stream.read()
    else:
        body = stream.read(int(length)) if length.isdigit() else b""
    environ.pop("HTTP_TRANSFER_ENCODING", None)
    environ["CONTENT_LENGTH"] = str(len(body))
    return rewound(environ, body)


def rewound(environ: Environ, body: bytes) -> bytes:
    """Let the next one read the body from its beginning."""
    environ["wsgi.input"] = io.BytesIO(body)
    for name in [name for name in environ if name.startswith("werkzeug.")]:
        if name not in ("werkzeug.socket", "werkzeug.server.shutdown"):
            del environ[name]
    return body
