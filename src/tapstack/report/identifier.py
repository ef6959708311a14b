"""Identifiers made of what they stand for: the same content has the same one in every run, on every machine."""

import json
from uuid import NAMESPACE_URL, uuid5

_NAMESPACE = uuid5(NAMESPACE_URL, "urn:tapstack:report")


def identifier(kind: str, *content: object) -> str:
    """A UUID of version 5 (RFC 9562) over the kind of thing and its content, which JSON must be able to hold."""
    return str(uuid5(_NAMESPACE, json.dumps([kind, *content], sort_keys=True, default=str)))
