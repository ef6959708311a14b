"""AWS::Route53::HealthCheck."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from tapstack.simulate.adapters.adapter import Adapter, Bench
from tapstack.simulate.adapters.names import token
from tapstack.simulate.adapters.tags import changes, listed
from tapstack.simulate.resources import Made, Wanted

_FIXED = ("Type", "MeasureLatency", "RequestInterval", "RoutingControlArn")


class HealthCheck(Adapter):
    """A health check; Ref gives its id."""

    type = "AWS::Route53::HealthCheck"
    carried = frozenset({"HealthCheckConfig", "HealthCheckTags"})
    partly: ClassVar[Mapping[str, str]] = {
        "HealthCheckConfig/AlarmIdentifier": "moto forgets which alarm is watched",
        "HealthCheckConfig/InsufficientDataHealthStatus": "moto forgets it",
    }

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """CreateHealthCheck, then its tags."""
        client, given = bench.client("route53"), wanted.properties
        about = client.create_health_check(
            CallerReference=token(bench.owner, wanted), HealthCheckConfig=given["HealthCheckConfig"]
        )
        name = about["HealthCheck"]["Id"]
        made = Made(name, {"HealthCheckId": name})
        with self.begun(made):
            self._tag(client, name, {}, given)
        return made

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """UpdateHealthCheck and its tags."""
        client, given = bench.client("route53"), wanted.properties
        config = {name: value for name, value in given["HealthCheckConfig"].items() if name not in _FIXED}
        client.update_health_check(HealthCheckId=made.physical_id, **config)
        self._tag(client, made.physical_id, before.properties, given)
        return made

    def _tag(self, client: Any, name: str, was: Any, given: Any) -> None:
        old = {tag["Key"]: tag["Value"] for tag in was.get("HealthCheckTags") or []}
        new, gone = changes(old, {tag["Key"]: tag["Value"] for tag in given.get("HealthCheckTags") or []})
        if new or gone:
            changed = ({"AddTags": listed(new)} if new else {}) | ({"RemoveTagKeys": gone} if gone else {})
            client.change_tags_for_resource(ResourceType="healthcheck", ResourceId=name, **changed)

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """DeleteHealthCheck."""
        client = bench.client("route53")
        known = [one["Id"] for one in client.list_health_checks()["HealthChecks"]]
        if made.physical_id in known:
            client.delete_health_check(HealthCheckId=made.physical_id)

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """GetHealthCheck and its tags."""
        client, name = bench.client("route53"), made.physical_id
        about = client.get_health_check(HealthCheckId=name)["HealthCheck"]
        pairs = client.list_tags_for_resource(ResourceType="healthcheck", ResourceId=name)["ResourceTagSet"]["Tags"]
        return {"HealthCheckConfig": about["HealthCheckConfig"], "HealthCheckTags": pairs}
