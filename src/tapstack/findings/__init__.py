"""The one finding model: checks, verdicts, errors. Plain records; nothing here knows who draws them."""

from tapstack.findings.check import Check
from tapstack.findings.errors import InputError, MissingToolError, NothingCheckedError, TapstackError
from tapstack.findings.finding import Finding
from tapstack.findings.problem import Problem, TemplatePath
from tapstack.findings.status import Severity, Status

__all__ = [
    "Check",
    "Finding",
    "InputError",
    "MissingToolError",
    "NothingCheckedError",
    "Problem",
    "Severity",
    "Status",
    "TapstackError",
    "TemplatePath",
]
