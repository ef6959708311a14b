"""The suggestion in an error about a name that nobody knows."""

from collections.abc import Iterable


def did_you_mean(name: str, known: Iterable[str], *, otherwise: str = "") -> str:
    """``Did you mean 'x'?`` for the nearest known name, else ``otherwise`` or the known names in full."""
    import difflib

    names = list(known)
    folded = {candidate.lower(): candidate for candidate in names}
    near = difflib.get_close_matches(name.lower(), folded, n=1, cutoff=0.6)
    if near:
        return f"Did you mean {folded[near[0]]!r}?"
    return otherwise or f"Known: {', '.join(names)}."
