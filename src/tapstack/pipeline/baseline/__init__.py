"""Findings that were there before: read from an earlier report, and hidden."""

from tapstack.pipeline.baseline.hide import hide
from tapstack.pipeline.baseline.read import Baseline, read

__all__ = ["Baseline", "hide", "read"]
