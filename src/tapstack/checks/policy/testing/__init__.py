"""Tests of rules, in Guard's own format: inputs, and how each rule must end on them."""

from tapstack.checks.policy.testing.find import Pair, pairs
from tapstack.checks.policy.testing.result import Result
from tapstack.checks.policy.testing.run import results, untested

__all__ = ["Pair", "Result", "pairs", "results", "untested"]
