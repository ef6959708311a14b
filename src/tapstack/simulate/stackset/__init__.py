"""StackSet operations on a virtual clock: the order of regions, tolerance, concurrency, stopping, retrying."""

from tapstack.simulate.stackset.contract import Carrier, Drift, Outcome, Target, Wish
from tapstack.simulate.stackset.errors import StackSetError
from tapstack.simulate.stackset.model import Operation, Progress, StackInstance, StackSet
from tapstack.simulate.stackset.preferences import Preferences, preferences
from tapstack.simulate.stackset.service import StackSets

__all__ = [
    "Carrier",
    "Drift",
    "Operation",
    "Outcome",
    "Preferences",
    "Progress",
    "StackInstance",
    "StackSet",
    "StackSetError",
    "StackSets",
    "Target",
    "Wish",
    "preferences",
]
