"""The lines of the file: what was asked for, when, and what was answered."""

from __future__ import annotations

import base64
import hashlib
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

_SIGNATURE = re.compile(r"(Signature=)[0-9a-fA-F]+")
_IN_QUERY = re.compile(r"(X-Amz-(?:Signature|Security-Token)=)[^&]+")
_SECRET = ("HTTP_X_AMZ_SECURITY_TOKEN", "HTTP_COOKIE")
_OTHERS = ("REQUEST_METHOD", "PATH_INFO", "QUERY_STRING", "RAW_URI", "REQUEST_URI", "CONTENT_TYPE")
_NAMES = "moto.preserved_header_names"


@dataclass(frozen=True)
class Entry:
    """Something that was done at a moment: ``at`` is in virtual seconds, ``steps`` counts the events before.

    A request has an ``environ`` and a ``body``; a control call has a name, ``control``, and what it was ``given``.
    Neither: it was this time. ``answer`` is what was answered, as a digest.
    """

    at: float
    steps: int
    environ: Mapping[str, Any] = field(default_factory=dict)
    body: bytes = b""
    control: str = ""
    given: Mapping[str, Any] = field(default_factory=dict)
    answer: str = ""

    @property
    def is_mark(self) -> bool:
        """Whether it only says what time it was."""
        return not self.environ and not self.control

    def told(self) -> dict[str, Any]:
        """As it stands in the file."""
        line: dict[str, Any] = {"at": self.at, "steps": self.steps}
        if self.control:
            line |= {"control": self.control, "given": dict(self.given)}
        if self.environ:
            line |= {"environ": dict(self.environ), **_written(self.body)}
        return line | ({"answer": self.answer} if self.answer else {})


def read(line: Mapping[str, Any]) -> Entry:
    """An entry from what stands in the file. Raises KeyError, TypeError or ValueError for what is none."""
    body = base64.b64decode(line["base64"], validate=True) if "base64" in line else line.get("body", "").encode()
    return Entry(
        at=float(line["at"]),
        steps=int(line["steps"]),
        environ=dict(line.get("environ", {})),
        body=body,
        control=str(line.get("control", "")),
        given=dict(line.get("given", {})),
        answer=str(line.get("answer", "")),
    )


def kept(environ: Mapping[str, Any]) -> dict[str, Any]:
    """What of a request says what it asks for; no signature and no session token is kept."""
    found = {name: value for name, value in environ.items() if name in _OTHERS or name.startswith("HTTP_")}
    for name in _SECRET:
        found.pop(name, None)
    if "HTTP_AUTHORIZATION" in found:
        found["HTTP_AUTHORIZATION"] = _SIGNATURE.sub(r"\1-", found["HTTP_AUTHORIZATION"])
    for name in ("QUERY_STRING", "RAW_URI", "REQUEST_URI"):
        if name in found:
            found[name] = _IN_QUERY.sub(r"\1-", found[name])
    if environ.get(_NAMES):
        found[_NAMES] = environ[_NAMES]
    return found


def again(environ: Mapping[str, Any], length: int) -> dict[str, Any]:
    """A request that was kept, as WSGI hands over one of HTTP."""
    server = {"SERVER_NAME": "127.0.0.1", "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1", "SCRIPT_NAME": ""}
    server["CONTENT_LENGTH"] = str(length)
    return {**server, "wsgi.url_scheme": "http", "wsgi.version": (1, 0), "wsgi.errors": sys.stderr, **environ}


def digest(status: int, body: bytes) -> str:
    """What tells one answer from another; of headers only the status counts."""
    return f"{status} {hashlib.sha256(body).hexdigest()[:16]}"


def _written(body: bytes) -> dict[str, str]:
    try:
        return {"body": body.decode()} if body else {}
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(body).decode()}
