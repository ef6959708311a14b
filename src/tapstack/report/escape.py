"""Text of unknown origin as a report may show it: nothing in it commands a reader, nothing is lost silently."""

from tapstack.findings import plain


def flat(text: str) -> str:
    """One line: line breaks become spaces, whatever else does not print an escape."""
    return plain(" ".join(text.splitlines()))


def block(text: str) -> str:
    """Lines stay lines; whatever else does not print becomes an escape."""
    return "\n".join(map(plain, text.splitlines()))
