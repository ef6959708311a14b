"""Lifecycle rules: CloudFormation writes their parts flat, S3 groups them. Source: both schemas, member by member."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from tapstack.simulate.adapters.shapes import pick, renamed

_EXPIRATION = {
    "ExpirationInDays": "Days",
    "ExpirationDate": "Date",
    "ExpiredObjectDeleteMarker": "ExpiredObjectDeleteMarker",
}
_TRANSITION = {"TransitionInDays": "Days", "TransitionDate": "Date", "StorageClass": "StorageClass"}
_NONCURRENT = {
    "TransitionInDays": "NoncurrentDays",
    "NewerNoncurrentVersions": "NewerNoncurrentVersions",
    "StorageClass": "StorageClass",
}
_MOVES = {"Transitions": _TRANSITION, "NoncurrentVersionTransitions": _NONCURRENT}
_SIZES = ("ObjectSizeGreaterThan", "ObjectSizeLessThan")


def to_api(given: Any) -> Any:
    """As PutBucketLifecycleConfiguration takes it."""
    return {"Rules": [_rule(rule) for rule in given["Rules"]]}


def _rule(rule: Any) -> Any:
    found = renamed(rule, {"Id": "ID", "Status": "Status"}) | {"Filter": _filter(rule)}
    if expiration := renamed(rule, _EXPIRATION):
        found["Expiration"] = expiration
    if "AbortIncompleteMultipartUpload" in rule:
        found["AbortIncompleteMultipartUpload"] = rule["AbortIncompleteMultipartUpload"]
    for name, members in _MOVES.items():
        if moves := [renamed(one, members) for one in _moves(rule, name)]:
            found[name] = [one | {"StorageClass": one["StorageClass"].upper()} for one in moves]
    noncurrent = rule.get("NoncurrentVersionExpiration") or renamed(
        rule, {"NoncurrentVersionExpirationInDays": "NoncurrentDays"}
    )
    return found | ({"NoncurrentVersionExpiration": noncurrent} if noncurrent else {})


def _moves(rule: Any, name: str) -> list[Any]:
    """All of them: the older form of the property, without the s, holds one."""
    one = rule.get(name.removesuffix("s"))
    return (rule.get(name) or []) + ([one] if one else [])


def _filter(rule: Any) -> Any:
    """One condition stands alone, several stand under And."""
    conditions: dict[str, Any] = pick(rule, "Prefix") | {size: int(rule[size]) for size in _SIZES if size in rule}
    tags = rule.get("TagFilters") or []
    if len(conditions) + len(tags) <= 1:
        return {"Tag": tags[0]} if tags else conditions or {"Prefix": ""}
    return {"And": conditions | ({"Tags": tags} if tags else {})}


def from_api(answer: Any) -> Any:
    """As the template writes it."""
    return {"Rules": [_told(rule) for rule in answer["Rules"]]}


def _told(rule: Any) -> Any:
    found = renamed(rule, {"ID": "Id", "Status": "Status", "Prefix": "Prefix"})
    conditions = rule.get("Filter") or {}
    conditions = conditions.get("And", conditions)
    found |= pick(conditions, "Prefix", *_SIZES)
    tags = conditions.get("Tags") or ([conditions["Tag"]] if "Tag" in conditions else [])
    found |= {"TagFilters": tags} if tags else {}
    found |= renamed(rule.get("Expiration") or {}, _turned(_EXPIRATION))
    found |= pick(rule, "AbortIncompleteMultipartUpload", "NoncurrentVersionExpiration")
    for name, members in _MOVES.items():
        found[name] = [_dated(renamed(one, _turned(members))) for one in rule.get(name, [])]
    return _dated(found)


def _dated(given: Any) -> Any:
    """Moments as a template writes them."""
    return {name: f"{one:%Y-%m-%dT%H:%M:%SZ}" if isinstance(one, datetime) else one for name, one in given.items()}


def _turned(names: dict[str, str]) -> dict[str, str]:
    return {api: name for name, api in names.items()}
