"""CODE-011: clients with a region of their own work in a region of the set."""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.checks.truths.code.clients import clients
from tapstack.checks.truths.code.source import FUNCTION, python
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.facts.regions import is_region
from tapstack.findings import Severity
from tapstack.graph.stackset import Property

_GLOBAL = frozenset(
    {
        "acm",
        "budgets",
        "ce",
        "cloudfront",
        "globalaccelerator",
        "health",
        "iam",
        "networkmanager",
        "organizations",
        "pricing",
        "route53",
        "route53domains",
        "savingsplans",
        "shield",
        "sts",
        "support",
        "waf",
        "wafv2",
        "ecr-public",
    }
)


def judge(site: Property, view: View) -> Iterator[Fault]:
    """A fault for each client of a regional service in a region that no stack is in."""
    found = python(site)
    for client in clients(found) if found else ():
        outside = client.region and is_region(client.region) and client.region not in view.regions
        if outside and client.service not in _GLOBAL:
            what = f"{client.service} in {client.region}"
            yield Fault(
                site["Code.ZipFile"],
                f"Line {client.line} works on {what}; the stacks are in {', '.join(view.regions)}.",
            )


TRUTH = Truth(
    id="CODE-011",
    title="Clients with a region of their own work in a region of the set",
    why="In the other region's stack the same code still works on the region that is written into it: data goes"
    " where nobody looks.",
    fix="Leave region_name out for the function's own region, or take it from a variable that the template gives.",
    source="assumption: a region outside the set is left over from another deployment",
    about=(FUNCTION,),
    judge=judge,
    severity=Severity.WARNING,
)
