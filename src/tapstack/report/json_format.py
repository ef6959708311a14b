"""The report for programs; ``findings.schema.json`` beside this module says what it may contain."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from tapstack.findings import Finding, Summary, fingerprints
from tapstack.findings.source_root import project_folder
from tapstack.report.choice import shown
from tapstack.report.control_document import control_document
from tapstack.report.json_text import json_text
from tapstack.report.origin import provenance_document

VERSION = 1


def draw(findings: Sequence[Finding], summary: Summary, everything: bool = False) -> str:
    """One JSON document with a line feed at its end; ASCII, so that any terminal can carry it."""
    return json_text(document(findings, summary, everything))


def document(findings: Sequence[Finding], summary: Summary, everything: bool = False) -> dict[str, Any]:
    """The document as plain values."""
    found = shown(findings, everything)
    return {
        "version": VERSION,
        "tapstack": summary.tapstack,
        "folder": project_folder(),
        "files": list(summary.files),
        "regions": list(summary.regions),
        "layers": list(summary.layers),
        "as_of": summary.as_of,
        "exit_code": summary.exit_code,
        "counts": summary.counts,
        "counts_by_layer": summary.by_layer,
        "baselined": asdict(summary.baselined) if summary.baselined else None,
        "provenance": provenance_document(summary.provenance) if summary.provenance else None,
        "controls": control_document(summary.controls) if summary.controls else None,
        "findings": [
            {"fingerprint": fingerprint, **_plain(finding)}
            for fingerprint, finding in zip(fingerprints(found), found, strict=True)
        ],
    }


def _plain(finding: Finding) -> dict[str, Any]:
    return finding._asdict() | {"waiver": asdict(finding.waiver) if finding.waiver else None}
