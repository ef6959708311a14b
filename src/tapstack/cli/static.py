"""The static layers before a deployment."""

from __future__ import annotations

from tapstack.cli.judge import judge
from tapstack.cli.output import show
from tapstack.config import Configuration
from tapstack.findings import TapstackError
from tapstack.findings.exits import FAILED, fails
from tapstack.pipeline import Request


class ErrorsFoundError(TapstackError):
    """The static layers found errors, and nobody overruled them."""

    exit_code = FAILED


def errors(request: Request, configuration: Configuration, *, despite: str | None) -> int:
    """How many errors were overruled. Raises ErrorsFoundError where there are any and nobody says why they may be."""
    verdict = judge([request], configuration, fail_on=(), cached=True)
    found = sum(fails(finding) for finding in verdict.findings)
    if not found or despite:
        return found
    show(verdict.findings, verdict.summary, form="human", everything=False, output=None)
    message = "The static layers found errors; nothing was sent to AWS."
    raise ErrorsFoundError(message, remedy="Mend it, or give the reason to go on: --despite-errors REASON.")
