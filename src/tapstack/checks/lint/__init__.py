"""cfn-lint in process: the same findings as its command line, told by resource and region."""

from tapstack.checks.lint.layer import run

__all__ = ["run"]
