"""AWS::Route53::HealthCheck."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tapstack.simulate.adapters.adapter import Adapter, Bench
from tapstack.simulate.adapters.names import token
from tapstack.simulate.adapters.route53.tagging import every_tag, own_told, retag
from tapstack.simulate.resources import Made, Wanted

_CONFIG, _TAGS, _KIND = "HealthCheckConfig", "HealthCheckTags", "healthcheck"
_FIXED = ("Type", "MeasureLatency", "RequestInterval", "RoutingControlArn")
_LOST = {
    f"{_CONFIG}/AlarmIdentifier": "the alarm that the check follows",
    f"{_CONFIG}/InsufficientDataHealthStatus": "how the check is where its alarm has no data",
    f"{_CONFIG}/RoutingControlArn": "the routing control that the check follows",
}
# moto tells these of every check. Source: botocore route53, HealthCheckConfig; which type has which is in its texts.
_FOLLOWS = ("CALCULATED", "CLOUDWATCH_METRIC", "RECOVERY_CONTROL")
_OF_ENDPOINTS = ("Port", "RequestInterval", "FailureThreshold", "MeasureLatency", "EnableSNI")
# What a member is where it is not given, by the same source; an update to nothing is one to this.
_DEFAULTS: dict[str, Any] = {"FailureThreshold": 3, "Inverted": False}
_EMPTY = ("FullyQualifiedDomainName", "ResourcePath")


class HealthCheck(Adapter):
    """A health check; Ref gives its id."""

    type = "AWS::Route53::HealthCheck"
    carried = frozenset({_CONFIG, _TAGS})
    partly = _LOST

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """CreateHealthCheck, then its tags."""
        about = bench.client("route53").create_health_check(
            CallerReference=token(bench.owner, wanted), HealthCheckConfig=wanted.properties[_CONFIG]
        )
        name = about["HealthCheck"]["Id"]
        made = Made(name, {"HealthCheckId": name})
        with self.begun(made):
            retag(bench, name, {}, every_tag(bench, wanted, _TAGS), _KIND)
        return made

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """UpdateHealthCheck, which resets what the template gives no more, and the tags."""
        was, now = before.properties[_CONFIG], wanted.properties[_CONFIG]
        changed = {**_resets(was, now), **{name: value for name, value in now.items() if name not in _FIXED}}
        bench.client("route53").update_health_check(HealthCheckId=made.physical_id, **changed)
        old, new = (every_tag(bench, one, _TAGS) for one in (before, wanted))
        retag(bench, made.physical_id, old, new, _KIND)
        return made

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """DeleteHealthCheck; its tags, which moto keeps, go too."""
        client = bench.client("route53")
        if _about(client, made) is not None:
            retag(bench, made.physical_id, every_tag(bench, wanted, _TAGS), {}, _KIND)
            client.delete_health_check(HealthCheckId=made.physical_id)

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """GetHealthCheck and its tags."""
        config = _about(bench.client("route53"), made)
        if config is None:
            return {}
        return {_CONFIG: _told(config), _TAGS: own_told(bench, made.physical_id, wanted, _TAGS, _KIND)}


def _about(client: Any, made: Made) -> Mapping[str, Any] | None:
    """The check's configuration; None where it is gone."""
    try:
        config: Mapping[str, Any] = client.get_health_check(HealthCheckId=made.physical_id)["HealthCheck"][_CONFIG]
    except client.exceptions.NoSuchHealthCheck:
        return None
    return config


def _told(config: Mapping[str, Any]) -> dict[str, Any]:
    """What the type of check has of all that moto tells."""
    hidden = _OF_ENDPOINTS if config["Type"] in _FOLLOWS else ()
    return {name: value for name, value in config.items() if name not in (*hidden, "Disabled") and value != ""}


def _resets(was: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments that take back what was given and is given no more."""
    gone = [name for name in was if name not in now]
    return {name: value for name, value in _DEFAULTS.items() if name in gone} | {
        name: "" for name in _EMPTY if name in gone
    }
