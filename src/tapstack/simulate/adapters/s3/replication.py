"""Replication rules, of which CloudFormation and S3 call three members differently."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_NAMES = {"Id": "ID", "TagFilter": "Tag", "TagFilters": "Tags"}
_TURNED = {api: name for name, api in _NAMES.items()}


def to_api(given: Any) -> Any:
    """As PutBucketReplication takes it."""
    return _called(given, _NAMES)


def from_api(answer: Any) -> Any:
    """As the template writes it."""
    return _called(answer, _TURNED)


def _called(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, Mapping):
        return {names.get(name, name): _called(member, names) for name, member in value.items()}
    return [_called(member, names) for member in value] if isinstance(value, list) else value
