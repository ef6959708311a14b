"""Answers in pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from tapstack.simulate.cloud.calls import CallRefusedError

One = TypeVar("One")


def page(found: Sequence[One], most: int, token: str | None) -> tuple[list[One], str]:
    """The page that a token asks for, of at most so many, and the token of the next one; empty where none follows."""
    if token and not token.isdigit():
        raise CallRefusedError("InvalidParameterValueException", f"Invalid NextToken {token}")
    first = int(token or 0)
    after = first + most
    return list(found[first:after]), str(after) if after < len(found) else ""
