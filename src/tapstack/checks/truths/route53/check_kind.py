"""ROUTE53-015: a health check has what its type needs, and nothing of other types."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_HTTP = ("HTTP", "HTTPS", "HTTP_STR_MATCH", "HTTPS_STR_MATCH")
_ONLY = {
    "AlarmIdentifier": ("CLOUDWATCH_METRIC",),
    "InsufficientDataHealthStatus": ("CLOUDWATCH_METRIC",),
    "ChildHealthChecks": ("CALCULATED",),
    "HealthThreshold": ("CALCULATED",),
    "SearchString": ("HTTP_STR_MATCH", "HTTPS_STR_MATCH"),
    "ResourcePath": _HTTP,
    "IPAddress": (*_HTTP, "TCP"),
    "FullyQualifiedDomainName": (*_HTTP, "TCP"),
    "Port": (*_HTTP, "TCP"),
    "RequestInterval": (*_HTTP, "TCP"),
    "FailureThreshold": (*_HTTP, "TCP"),
    "RoutingControlArn": ("RECOVERY_CONTROL",),
}
_NEEDS = {
    "CLOUDWATCH_METRIC": ("AlarmIdentifier", "InsufficientDataHealthStatus"),
    "CALCULATED": ("ChildHealthChecks", "HealthThreshold"),
    "TCP": ("Port",),
    "HTTP_STR_MATCH": ("SearchString",),
    "HTTPS_STR_MATCH": ("SearchString",),
    "RECOVERY_CONTROL": ("RoutingControlArn",),
}


def judge(check: Property, _: View) -> Iterator[Fault]:
    """A fault for each property too few or too many for the type."""
    kind = check["Type"].text
    for name in _NEEDS.get(kind, ()):
        if not check.has(name):
            yield Fault(check, f"The health check of type {kind} has no {name}.")
    for name, kinds in _ONLY.items():
        if check.has(name) and kind not in kinds:
            yield Fault(check[name], f"The health check of type {kind} has {name}.")
    if kind in (*_HTTP, "TCP") and not (check.has("IPAddress") or check.has("FullyQualifiedDomainName")):
        yield Fault(check, f"The health check of type {kind} has neither IPAddress nor FullyQualifiedDomainName.")


TRUTH = Truth(
    id="ROUTE53-015",
    title="A health check has what its type needs and nothing that belongs to another type",
    why="Route 53 refuses the health check: InvalidInput, and the stack fails.",
    fix="Give CLOUDWATCH_METRIC an AlarmIdentifier, CALCULATED its children and threshold, the others an address.",
    source="botocore route53 HealthCheckConfig and aws/aws-sdk-php#1528 (AlarmIdentifier with other types refused)",
    about=("AWS::Route53::HealthCheck",),
    at="HealthCheckConfig",
    judge=judge,
)
