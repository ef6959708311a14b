"""REFERS-006: an ARN has its six fields, with a region that exists and an account of twelve digits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tapstack.checks.truths.references.arn import Arn, arn
from tapstack.checks.truths.references.mentions import arns
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.facts.regions import is_region
from tapstack.graph.stackset import Property
from tapstack.render.pattern import is_whole

_OTHER_FIELDS = frozenset({"apigateway", "automate", "swf"})
_BEGINNINGS = frozenset(
    {"StartsWith", "NotStartsWith", "prefix", "DataResources", "Variables", "Value", "Tags", "Description"}
)
"""Where a text may be only how an ARN begins: selectors, patterns, and what is written for code and people."""
_NO_REGION = frozenset({"iam", "sts", "route53", "cloudfront", "organizations"})


def judge(site: Property, _: View) -> Iterator[Fault]:
    """A fault for each ARN that cannot be one."""
    for place in arns(site.item):
        if "${" in place.pattern:
            continue
        found = arn(place.pattern)
        if (found is None or not found.resource) and not _BEGINNINGS.isdisjoint(place.path):
            continue
        if found is None:
            if is_whole(place.pattern) and not set("*?$") & set(place.pattern):
                yield Fault(place, f"{place.shown} has fewer fields than an ARN.")
        elif wrong := _wrong(found):
            yield Fault(place, f"In {place.shown} {wrong}.")


def _wrong(found: Arn) -> str:
    known = [field if is_whole(field) and not set("*?$") & set(field) else "" for field in found]
    if known[2] and not is_region(known[2]) and not known[2].startswith(("aws", "cn-", "us-iso", "eu-iso")):
        return f"the region {known[2]} does not exist"
    if known[2] and known[1] in _NO_REGION:
        return f"stands a region, which ARNs of {known[1]} do not have"
    if (
        known[3]
        and known[1] not in _OTHER_FIELDS
        and not re.fullmatch(r"\d{12}|aws|aws-managed|cloudfront|amazon|third-party|aws-marketplace", known[3])
    ):
        return f"the account is {known[3]}"
    return "nothing follows the account" if not found.resource else ""


TRUTH = Truth(
    id="REFERS-006",
    title="An ARN has its six fields, with a region that exists and an account of twelve digits",
    why="The service refuses it, or a policy with it matches nothing, silently.",
    fix="arn:partition:service:region:account:resource; global services (IAM, buckets) leave the region empty.",
    source="AWS General Reference, Amazon Resource Names; Service Authorization Reference (IAM's ARNs have no region)",
    about=("*",),
    judge=judge,
    later=True,
)
