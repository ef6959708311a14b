"""Health checks: the alarm or the routing control that they follow, which moto loses.

Source: botocore route53, HealthCheckConfig, whose texts say which type has which member; moto tells members of checks
of endpoints at every check.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tapstack.simulate.cloud import Cloud
    from tapstack.simulate.cloud.calls import Call

_CHECK = "AWS::Route53::HealthCheck"
_LOST = ("AlarmIdentifier", "InsufficientDataHealthStatus", "RoutingControlArn")
_FOLLOWS = ("CALCULATED", "CLOUDWATCH_METRIC", "RECOVERY_CONTROL")
_OF_ENDPOINTS = ("Port", "RequestInterval", "FailureThreshold", "MeasureLatency", "EnableSNI")


def attach(cloud: Cloud) -> None:
    """Let them be told."""

    def amend(call: Call, check: dict[str, Any]) -> None:
        config = check["HealthCheckConfig"]
        for (_, _, name), kept in call.records.of(_CHECK).items():
            if name == check["Id"]:
                given = kept.get("HealthCheckConfig", {})
                config |= {member: given[member] for member in _LOST if member in given}
        if config["Type"] in _FOLLOWS:
            for member in _OF_ENDPOINTS:
                config.pop(member, None)

    def listed(call: Call, answer: dict[str, Any]) -> None:
        for check in answer["HealthChecks"]:
            amend(call, check)

    cloud.calls.amend("route53:GetHealthCheck", lambda call, answer: amend(call, answer["HealthCheck"]))
    cloud.calls.amend("route53:ListHealthChecks", listed)
