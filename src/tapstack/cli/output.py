"""The one place that prints results."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from tapstack.cli.streams import put
from tapstack.findings import Finding, InputError, Summary
from tapstack.report import drawer, terminal


def show(
    findings: Sequence[Finding], summary: Summary, *, form: str | None, everything: bool, output: str | None
) -> None:
    """Writes a report to ``output`` or to standard output, in colour where that is a terminal.

    Without a format it is for people; on GitHub Actions annotations follow it.
    """
    coloured = form in (None, "human") and output is None and terminal.coloured(sys.stdout)
    draw = terminal.draw if coloured else drawer(form or "human")
    write(draw(findings, summary, everything), output)
    if form is None and os.environ.get("GITHUB_ACTIONS") == "true":
        write(drawer("github")(findings, summary, everything))


def write(text: str, output: str | None = None) -> None:
    """``text`` to the file ``output`` or to standard output; what cannot be encoded is escaped.

    Raises InputError if it cannot be written.
    """
    if output is None:
        put(text)
        return
    try:
        Path(output).parent.mkdir(parents=True, exist_ok=True)
        Path(output).write_text(text, encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        message = f"Cannot be written: {error.strerror}."
        raise InputError(message, remedy="Choose another place.", file=output) from error
