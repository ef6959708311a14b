"""Drift: what services tell of a stack's resources, held against what the stack wants of them."""

from tapstack.simulate.drift.register import Detection, Drifts
from tapstack.simulate.drift.resource import IN_SYNC, NOT_CHECKED, ResourceDrift, resource_drift
from tapstack.simulate.drift.stack import DRIFTED, stack_drift, status_of

__all__ = [
    "DRIFTED",
    "IN_SYNC",
    "NOT_CHECKED",
    "Detection",
    "Drifts",
    "ResourceDrift",
    "resource_drift",
    "stack_drift",
    "status_of",
]
