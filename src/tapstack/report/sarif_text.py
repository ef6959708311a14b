"""Texts of a SARIF log, in which readers look for links, placeholders and Markdown that nobody wrote there."""

import re

from tapstack.findings import Severity
from tapstack.findings.plain import cut
from tapstack.report.escape import block, flat

LEVELS = {Severity.ERROR.value: "error", Severity.WARNING.value: "warning", Severity.INFO.value: "note"}

_DESCRIPTION = 950
"""Characters; GitHub takes 1,024, and ``cut`` adds a few."""
_PLACEHOLDER = re.compile(r"\{(\d+)\}")
_URL = re.compile(r"(https?://[^\s<>\"'`\\^{|}()\[\]]*[^\s<>\"'`\\^{|}()\[\].,;:!?])")
_MARKDOWN = re.compile(r"([\\`*_\[\]<>#&|~])")


def message(text: str) -> str:
    """``text`` on its lines, without anything that would be taken for a link or a placeholder.

    Other braces than those of a placeholder stay single, against the standard: no reader known to us joins
    doubled ones, and templates are full of them.
    """
    return _PLACEHOLDER.sub(r"{{\1}}", block(text).replace("](", "] ("))


def description(text: str) -> str:
    """``text`` on one line, no longer than GitHub takes."""
    return message(cut(flat(text), _DESCRIPTION))


def markdown(text: str) -> str:
    """``text`` on one line as Markdown that shows it as it is, with its addresses as links."""
    parts = _URL.split(flat(text))
    return "".join(f"<{part}>" if index % 2 else _MARKDOWN.sub(r"\\\1", part) for index, part in enumerate(parts))


def address(text: str) -> str | None:
    """The first address of a page in ``text``, or None."""
    found = _URL.search(text)
    return found[0] if found and found[0].isascii() and found[0].isprintable() else None
