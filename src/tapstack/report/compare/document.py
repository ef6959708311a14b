"""A comparison as plain values; ``compare.schema.json`` beside this module says what they may be."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from tapstack.report.compare.comparison import KINDS, Change, Comparison
from tapstack.report.compare.saved import Saved

VERSION = 1


def comparison_document(compared: Comparison) -> dict[str, Any]:
    """Everything that changed, what passes and is skipped too."""
    return {
        "version": VERSION,
        "old": _report(compared.old),
        "new": _report(compared.new),
        "worse": compared.worse,
        "controls": None if compared.controls is None else _changes(compared.controls),
        "findings": _changes(compared.findings),
    }


def _report(saved: Saved) -> dict[str, Any]:
    return {
        "file": saved.file,
        "tapstack": saved.tapstack,
        "as_of": saved.as_of,
        "whole": saved.whole,
        "hashes": dict(saved.hashes),
    }


def _changes(changes: Sequence[Change]) -> dict[str, Any]:
    return {
        "counts": {kind: sum(change.kind == kind for change in changes) for kind in KINDS},
        "changes": [asdict(change) for change in changes],
    }
