"""Deployment truths: what AWS refuses, and what it takes and then loses data over."""

from tapstack.checks.truths.layer import faults, run

__all__ = ["faults", "run"]
