"""Accepted FAILs: the files that accept them, their effect on verdicts, and what is wrong with them."""

from tapstack.pipeline.waivers.scope import waivers_for
from tapstack.pipeline.waivers.waive import waive

__all__ = ["waive", "waivers_for"]
