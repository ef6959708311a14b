"""Text of unknown origin on one line, without anything that a terminal or a log would obey."""

_MOST = 2_000


def plain(text: str) -> str:
    """``text`` with line breaks, control and invisible characters written as escapes as in Python."""
    if text.isprintable():
        return text
    return "".join(
        letter if letter.isprintable() else letter.encode("unicode_escape").decode("ascii") for letter in text
    )


def cut(text: str, most: int = _MOST) -> str:
    """``text``, or its beginning and its length where it has more than ``most`` characters."""
    return text if len(text) <= most else f"{text[:most]}... ({len(text):,} characters)"
