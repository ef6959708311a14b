"""Findings as bytes and back, as their layers made them: a waiver comes later, and ages."""

import json
from collections.abc import Iterable
from typing import Any

from tapstack.findings import Finding, Severity, Status

_FIELDS = (
    "check",
    "layer",
    "status",
    "severity",
    "region",
    "resource",
    "path",
    "file",
    "line",
    "column",
    "message",
    "fix",
    "source",
    "controls",
    "title",
)


def encode(findings: Iterable[Finding]) -> bytes:
    """Rows of the fields in their order; ASCII, so that any text comes back as it was."""
    return json.dumps([[getattr(finding, name) for name in _FIELDS] for finding in findings]).encode("ascii")


def decode(body: bytes) -> list[Finding]:
    """The findings of ``encode``. Raises ValueError or TypeError for anything else."""
    return [_finding(row) for row in json.loads(body)]


def _finding(row: list[Any]) -> Finding:
    values = dict(zip(_FIELDS, row, strict=True))
    values["status"] = Status(values["status"])
    values["severity"] = Severity(values["severity"])
    values["path"] = tuple(values["path"])
    values["controls"] = tuple(values["controls"])
    return Finding(**values)
