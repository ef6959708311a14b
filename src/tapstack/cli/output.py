"""The one place that prints results."""

import os
import sys
import tempfile
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
        raise _unwritable(output, error) from error


def refuse_unwritable(folder: str) -> None:
    """Makes the folder of reports, before what they are about begins. Raises InputError if nothing can be written."""
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=folder).close()
    except OSError as error:
        raise _unwritable(folder, error) from error


def _unwritable(file: str, error: OSError) -> InputError:
    return InputError(f"Cannot be written: {error.strerror}.", remedy="Choose another place.", file=file)
