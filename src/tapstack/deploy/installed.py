"""Whether the client of AWS is installed: it is an extra."""

from __future__ import annotations

from importlib.util import find_spec

from tapstack.findings import MissingToolError


def require() -> None:
    """Raises MissingToolError where boto3 is missing."""
    if find_spec("boto3") is None:
        raise MissingToolError("Deploying needs boto3.", remedy="Install the extra: pip install 'tapstack[simulate]'.")
