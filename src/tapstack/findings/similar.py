"""The name that was probably meant."""

from collections.abc import Collection

_MOST_NAMES = 2_000
_LONGEST_NAME = 255


def nearest(name: str, known: Collection[str], cutoff: float = 0.6) -> str | None:
    """The most similar of ``known``, letter case aside; None where none is close, or where looking would take long."""
    if len(name) > _LONGEST_NAME or len(known) > _MOST_NAMES:
        return None
    import difflib

    folded = {candidate.lower(): candidate for candidate in known}
    found = difflib.get_close_matches(name.lower(), folded, n=1, cutoff=cutoff)
    return folded[found[0]] if found else None


class Hints:
    """``hint`` for the first names of a template: looking takes long, and nobody reads so many."""

    __slots__ = ("_left",)

    def __init__(self, most: int = 50) -> None:
        self._left = most

    def __call__(self, name: str, known: Collection[str]) -> str:
        """``Did you mean 'x'?`` behind a space, or nothing."""
        self._left -= 1
        return hint(name, known) if self._left >= 0 else ""

    def fix(self, name: str, known: Collection[str]) -> str | None:
        """The same as the fix of a problem."""
        return self(name, known).strip() or None


def hint(name: str, known: Collection[str]) -> str:
    """``Did you mean 'x'?`` behind a space, to end a message with; nothing where no name is close."""
    near = nearest(name, known)
    return f" Did you mean {near!r}?" if near else ""


def did_you_mean(name: str, known: Collection[str], *, otherwise: str = "") -> str:
    """``Did you mean 'x'?`` for the nearest known name, else ``otherwise`` or the known names in full."""
    return hint(name, known).strip() or otherwise or f"Known: {', '.join(known)}."
