"""CloudFormation's API over the engine: one file for each group of operations."""

from tapstack.endpoint.formation.service import answer

__all__ = ["answer"]
