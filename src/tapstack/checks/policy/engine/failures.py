"""What the engine says when it gives no verdict."""

from __future__ import annotations

import re

_PLACE = re.compile(r"at line (\d+) at column (\d+)")
_HANDLING = re.compile(r"when handling\s*(.*?)\s*,\s*fragment", re.DOTALL)
_WRAPPINGS = re.compile(
    r"^(?:Parser Error when parsing `|There was no variable or value object to resolve\. Error = `"
    r"|Types or variable assignments are incompatible `)+"
)


class EngineError(Exception):
    """The engine gave up on this rule and this document: a panic, a value it could not handle."""


class RefusedError(EngineError):
    """The text is not Guard's language. ``line`` and ``column`` count from 1."""

    def __init__(self, message: str, line: int, column: int) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


def failure(text: str) -> EngineError:
    """The error that a message of the engine stands for."""
    text = _WRAPPINGS.sub("", text).rstrip("`").strip()
    place = _PLACE.search(text)
    if place is None:
        return EngineError(" ".join(text.split()))
    handling = _HANDLING.search(text)
    wanted = " ".join(handling[1].split()) if handling else ""
    return RefusedError(f"expected {wanted}" if wanted else "not understood", int(place[1]), int(place[2]))
