"""Websites and cross-origin rules: S3 has other names for the members, and wraps two of them."""

from __future__ import annotations

from typing import Any

from tapstack.simulate.adapters.shapes import pick, renamed

_CORS = {
    "Id": "ID",
    "AllowedHeaders": "AllowedHeaders",
    "AllowedMethods": "AllowedMethods",
    "AllowedOrigins": "AllowedOrigins",
    "ExposedHeaders": "ExposeHeaders",
    "MaxAge": "MaxAgeSeconds",
}
_ROUTING = {"RedirectRule": "Redirect", "RoutingRuleCondition": "Condition"}


def cors_to_api(given: Any) -> Any:
    """As PutBucketCors takes it."""
    return {"CORSRules": [renamed(rule, _CORS) for rule in given["CorsRules"]]}


def cors_from_api(answer: Any) -> Any:
    """As the template writes it."""
    return {"CorsRules": [renamed(rule, _turned(_CORS)) for rule in answer["CORSRules"]]}


def website_to_api(given: Any) -> Any:
    """As PutBucketWebsite takes it."""
    found = pick(given, "RedirectAllRequestsTo")
    if "IndexDocument" in given:
        found["IndexDocument"] = {"Suffix": given["IndexDocument"]}
    if "ErrorDocument" in given:
        found["ErrorDocument"] = {"Key": given["ErrorDocument"]}
    if given.get("RoutingRules"):
        found["RoutingRules"] = [renamed(rule, _ROUTING) for rule in given["RoutingRules"]]
    return found


def website_from_api(answer: Any) -> Any:
    """As the template writes it."""
    found = pick(answer, "RedirectAllRequestsTo")
    found |= {"IndexDocument": answer["IndexDocument"]["Suffix"]} if "IndexDocument" in answer else {}
    found |= {"ErrorDocument": answer["ErrorDocument"]["Key"]} if "ErrorDocument" in answer else {}
    rules = [renamed(rule, _turned(_ROUTING)) for rule in answer.get("RoutingRules", [])]
    return found | ({"RoutingRules": rules} if rules else {})


def _turned(names: dict[str, str]) -> dict[str, str]:
    return {api: name for name, api in names.items()}
