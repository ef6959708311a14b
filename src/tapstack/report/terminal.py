"""The report for people on a terminal, in colour. The only place of the reports that imports rich."""

import os
from collections.abc import Sequence
from io import StringIO
from typing import TextIO

from tapstack.findings import Finding, Summary
from tapstack.report.layout import lines


def coloured(stream: TextIO) -> bool:
    """Whether to use colour: never with NO_COLOR, always with FORCE_COLOR, else on a capable terminal only."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def draw(findings: Sequence[Finding], summary: Summary, everything: bool = False) -> str:
    """What ``human_format`` gives, with rich's styles; long lines wrap by themselves."""
    from rich.console import Console
    from rich.text import Text

    stream = StringIO()
    console = Console(file=stream, force_terminal=True, soft_wrap=True, highlight=False, legacy_windows=False)
    for line in lines(findings, summary, everything):
        console.print(Text.assemble(*((text, style) for text, style in line)))
    return stream.getvalue()
