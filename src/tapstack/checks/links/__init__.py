"""The links layer: what one region's stack needs of another's is there, and is there in time."""

from tapstack.checks.links.layer import run

__all__ = ["run"]
