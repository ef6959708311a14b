"""ROUTE53-016: intervals, thresholds and addresses of a health check are within bounds."""

from collections.abc import Iterator
from ipaddress import ip_address

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(check: Property, _: View) -> Iterator[Fault]:
    """A fault for an interval that is not 10 or 30, a number out of bounds, and an address nobody can reach."""
    interval = check["RequestInterval"]
    if interval.given and interval.number not in {10, 30}:
        yield Fault(interval, f"RequestInterval is {interval.shown}, not 10 or 30.")
    for name, low, high in (("FailureThreshold", 1, 10), ("Port", 1, 65535)):
        if check.has(name) and not low <= check[name].number <= high:
            yield Fault(check[name], f"{name} {check[name].shown} is not between {low} and {high}.")
    children, threshold = check["ChildHealthChecks"], check["HealthThreshold"]
    if children.given and threshold.given and threshold.number > len(children.items):
        yield Fault(threshold, f"{threshold.shown} of {len(children.items)} children can never be healthy.")
    if check.has("IPAddress") and not _public(check["IPAddress"].text):
        yield Fault(check["IPAddress"], f"{check['IPAddress'].shown} is no public address.")


def _public(text: str) -> bool:
    try:
        address = ip_address(text)
    except ValueError:
        return False
    return not (address.is_private or address.is_loopback or address.is_multicast or address.is_link_local)


TRUTH = Truth(
    id="ROUTE53-016",
    title="A health check asks every 10 or 30 seconds, fails after 1 to 10 answers, and has a public address",
    why="Route 53 refuses the health check: InvalidInput, and the stack fails; or a threshold is never reached.",
    fix="Set RequestInterval to 10 or 30, FailureThreshold to 1 to 10, HealthThreshold to at most the children, and"
    " an address outside private, local and multicast ranges.",
    source="botocore route53 HealthCheckConfig (RequestInterval, FailureThreshold, HealthThreshold, IPAddress: no"
    " local, private, nonroutable or multicast ranges)",
    about=("AWS::Route53::HealthCheck",),
    at="HealthCheckConfig",
    judge=judge,
)
