"""ARNs whose parts may be tokens for what only AWS knows."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from tapstack.render.pattern import TOKEN


class Arn(NamedTuple):
    """The fields of an ARN; each may be a token. ``resource`` is all that follows the account."""

    partition: str
    service: str
    region: str
    account: str
    resource: str


@lru_cache(maxsize=4096)
def arn(text: str) -> Arn | None:
    """The fields of a pattern that begins with ``arn:`` and has all of them; else None."""
    fields = split(text, ":", 5)
    return Arn(*fields[1:]) if len(fields) == 6 and fields[0] == "arn" else None


def split(text: str, by: str, most: int = -1) -> list[str]:
    """A pattern split at a character, but never within a token."""
    if "\ue000" not in text:
        return text.split(by, most)
    tokens = iter(TOKEN.findall(text))
    pieces = TOKEN.sub("\ue000", text).split(by, most)
    return ["".join(next(tokens) if char == "\ue000" else char for char in piece) for piece in pieces]
