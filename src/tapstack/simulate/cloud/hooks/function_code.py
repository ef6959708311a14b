"""The code of a function, which moto keeps and tells nobody: the Location of GetFunction leads nowhere."""

from __future__ import annotations

from moto.awslambda.utils import get_backend


def code_of(account_id: str, region: str, name: str) -> bytes:
    """The archive that the function was made or last updated with; empty for an image."""
    code: bytes = getattr(get_backend(account_id, region).get_function(name), "code_bytes", b"")
    return code
