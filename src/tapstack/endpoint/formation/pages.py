"""Long lists, a page at a time."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from typing import TypeVar

from tapstack.simulate.engine.errors import invalid

Item = TypeVar("Item")


def page(items: Sequence[Item], token: str | None, size: int) -> tuple[list[Item], dict[str, str]]:
    """The items of the page that a token names, and the member NextToken if there is another.

    A token counts from the end: items that came to the front since are not shown, and none is shown twice.
    """
    left = len(items) if token is None else _left(token)
    start = max(0, len(items) - left)
    shown = list(items[start : start + size])
    rest = len(items) - start - len(shown)
    return shown, {"NextToken": base64.b64encode(str(rest).encode()).decode()} if rest else {}


def _left(token: str) -> int:
    try:
        return int(base64.b64decode(token, validate=True))
    except ValueError as error:
        raise invalid("Invalid NextToken") from error
