"""EventBridge's language of patterns, which SNS filters with as well."""

from tapstack.simulate.behaviours.patterns.patterns import matches

__all__ = ["matches"]
