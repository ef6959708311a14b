"""Values in which nothing of a NoEcho parameter can be read."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

HIDDEN = "****"


def hidden(value: Any, secrets: Collection[str]) -> Any:
    """A copy in which every secret text is replaced, inside of longer texts too."""
    if isinstance(value, str):
        for secret in sorted(secrets, key=len, reverse=True):
            value = value.replace(secret, HIDDEN)
        return value
    if isinstance(value, Mapping):
        return {name: hidden(member, secrets) for name, member in value.items()}
    return [hidden(member, secrets) for member in value] if isinstance(value, list | tuple) else value
