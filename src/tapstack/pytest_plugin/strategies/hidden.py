"""Texts that may be secret: every value of a NoEcho parameter."""

from tapstack.findings.redact import HIDDEN


class Hidden(str):
    """A text that hypothesis cannot print in an example."""

    __slots__ = ()

    def __repr__(self) -> str:
        return repr(HIDDEN)
