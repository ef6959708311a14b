"""The policy layer: Guard rules on rendered stacks."""

from tapstack.checks.policy.layer import run

__all__ = ["run"]
