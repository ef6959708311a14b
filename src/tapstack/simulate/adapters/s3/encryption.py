"""Default encryption, of which S3 takes one rule."""

from __future__ import annotations

from typing import Any

from tapstack.simulate.adapters.shapes import pick, renamed
from tapstack.simulate.resources import RefusedError

_DEFAULT = {"SSEAlgorithm": "SSEAlgorithm", "KMSMasterKeyID": "KMSMasterKeyID"}
_OWN_KEYS = {"SSEAlgorithm": "AES256"}


def to_api(given: Any) -> Any:
    """As PutBucketEncryption takes it; a rule that names no algorithm leaves S3's own keys in use."""
    rules = given["ServerSideEncryptionConfiguration"]
    if len(rules) != 1:
        why = "The XML you provided was not well-formed or did not validate against our published schema"
        raise RefusedError("MalformedXML", why, service="S3")
    return {"Rules": [_rule(rule) for rule in rules]}


def _rule(rule: Any) -> Any:
    default = renamed(rule.get("ServerSideEncryptionByDefault") or {}, _DEFAULT)
    return pick(rule, "BucketKeyEnabled", "BlockedEncryptionTypes") | {
        "ApplyServerSideEncryptionByDefault": default or _OWN_KEYS
    }


def from_api(answer: Any) -> Any:
    """As the template writes it."""
    rules = [
        pick(rule, "BucketKeyEnabled", "BlockedEncryptionTypes")
        | {"ServerSideEncryptionByDefault": rule.get("ApplyServerSideEncryptionByDefault")}
        for rule in answer["Rules"]
    ]
    return {"ServerSideEncryptionConfiguration": rules}
