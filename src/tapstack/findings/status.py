"""The verdicts a check can give, and how much a failed one matters."""

from enum import StrEnum


class Status(StrEnum):
    """One verdict; only PASS means that something was checked and found right."""

    PASS = "PASS"
    FAIL = "FAIL"
    SKIP = "SKIP"
    UNKNOWN = "UNKNOWN"
    ERROR = "ERROR"
    WAIVED = "WAIVED"


QUIET = frozenset({Status.PASS, Status.SKIP})
"""The verdicts that a reader need not look at."""


class Severity(StrEnum):
    """How much a FAIL matters; only ``error`` makes a run fail by default."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
