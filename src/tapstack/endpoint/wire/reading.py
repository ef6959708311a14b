"""Which requests change nothing.

By the names that AWS gives to operations; where there is doubt, a request changes something.
"""

from __future__ import annotations

from tapstack.endpoint.wire.asked import Asked

_READING = ("Describe", "List", "Head", "Get", "BatchGet", "Query", "Scan", "Estimate", "Validate", "Lookup")
_CHANGING = frozenset(
    {
        *("sts:GetSessionToken", "sts:GetFederationToken"),  # make credentials
        *("kinesis:GetShardIterator", "dynamodbstreams:GetShardIterator"),  # make what is read with
    }
)
_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def reads(what: Asked, method: str) -> bool:
    """Whether a request surely only reads. What no model knows is judged by its method."""
    if not what.operation:
        return method in _METHODS
    return what.operation.startswith(_READING) and what.name not in _CHANGING
