"""The name that was probably meant."""

from collections.abc import Collection
from difflib import get_close_matches

_MOST_NAMES = 500
_LONGEST_NAME = 255


def nearest(name: str, names: Collection[str]) -> str | None:
    """The most similar of ``names``; None where none is close, or where looking would take long."""
    if len(name) > _LONGEST_NAME or len(names) > _MOST_NAMES:
        return None
    return next(iter(get_close_matches(name, names, 1)), None)
