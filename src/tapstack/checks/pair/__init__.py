"""The pair: where the stacks of two regions differ, whether that is meant, and what one of them lacks."""

from tapstack.checks.pair.layer import run

__all__ = ["run"]
