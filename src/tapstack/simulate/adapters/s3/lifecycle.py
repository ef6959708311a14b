"""Lifecycle rules: CloudFormation writes their parts flat, S3 groups them. Source: both schemas, member by member."""

from __future__ import annotations

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
    if rule.get("Transitions"):
        found["Transitions"] = [renamed(one, _TRANSITION) for one in rule["Transitions"]]
    if rule.get("NoncurrentVersionTransitions"):
        found["NoncurrentVersionTransitions"] = [
            renamed(one, _NONCURRENT) for one in rule["NoncurrentVersionTransitions"]
        ]
    noncurrent = rule.get("NoncurrentVersionExpiration") or renamed(
        rule, {"NoncurrentVersionExpirationInDays": "NoncurrentDays"}
    )
    return found | ({"NoncurrentVersionExpiration": noncurrent} if noncurrent else {})


def _filter(rule: Any) -> Any:
    """One condition stands alone, several stand under And."""
    conditions: dict[str, Any] = pick(rule, "Prefix", *_SIZES)
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
    found["Transitions"] = [renamed(one, _turned(_TRANSITION)) for one in rule.get("Transitions", [])]
    versions = rule.get("NoncurrentVersionTransitions", [])
    found["NoncurrentVersionTransitions"] = [renamed(one, _turned(_NONCURRENT)) for one in versions]
    return found


def _turned(names: dict[str, str]) -> dict[str, str]:
    return {api: name for name, api in names.items()}
