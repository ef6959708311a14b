"""KMS: keys that are disabled or to be deleted, and what fails then."""

from tapstack.simulate.behaviours.keys.keys import Keys

__all__ = ["Keys"]
