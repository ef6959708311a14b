"""The values of two rendered stacks that recovery depends on, found by what they are and not by their names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from tapstack.template.unresolved import Unresolved

if TYPE_CHECKING:
    from tapstack.render import Stack


class Pair:
    """``stacks`` by region, in the order of deployment, the source last. Raises LookupError for what lacks."""

    def __init__(self, stacks: Mapping[str, Stack]) -> None:
        self._stacks = dict(stacks)
        self.target, self.source = next(iter(stacks)), list(stacks)[-1]

    def all(self, region: str, kind: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """Logical id and properties of every resource of a type."""
        for name, resource in self._stacks[region].resources.items():
            if resource.type == kind:
                yield name, resource.properties

    def one(self, region: str, kind: str, **members: Any) -> Mapping[str, Any]:
        """The properties of the first resource of a type that has these members."""
        for _, properties in self.all(region, kind):
            if all(properties.get(name) == value for name, value in members.items()):
                return properties
        raise LookupError(f"{region} has no {kind} with {members}")

    def failover_record(self) -> Mapping[str, Any]:
        """The record that is answered while all is well."""
        for _, group in self.all(self.source, "AWS::Route53::RecordSetGroup"):
            for record in group.get("RecordSets", ()):
                if record.get("Failover") == "PRIMARY":
                    found: Mapping[str, Any] = record
                    return found
        return self.one(self.source, "AWS::Route53::RecordSet", Failover="PRIMARY")

    def health_alarm(self) -> Mapping[str, Any]:
        """The alarm in the source region that the primary's health check follows."""
        check = self.failover_record().get("HealthCheckId")
        if check is None:
            raise LookupError("the primary record has no health check")
        name = check.of if isinstance(check, Unresolved) else check
        config = dict(self.all(self.source, "AWS::Route53::HealthCheck"))[name]["HealthCheckConfig"]
        alarm = config["AlarmIdentifier"]["Name"]
        alarms = dict(self.all(self.source, "AWS::CloudWatch::Alarm"))
        if isinstance(alarm, Unresolved):
            return alarms[alarm.of]
        return self.one(self.source, "AWS::CloudWatch::Alarm", AlarmName=alarm)

    def named(self, region: str, name: str) -> Mapping[str, Any]:
        """The properties of a resource by its logical id."""
        resource = self._stacks[region].resources.get(name)
        if resource is None:
            raise LookupError(f"{region} has no {name}")
        found: Mapping[str, Any] = resource.properties
        return found

    def alarm(self, region: str, namespace: str, metric: str) -> Mapping[str, Any]:
        """The region's first alarm of a metric."""
        return self.one(region, "AWS::CloudWatch::Alarm", Namespace=namespace, MetricName=metric)

    def function(self, region: str) -> Mapping[str, Any]:
        """The function that the stream's records are fed to."""
        name = self.consumer(region)["FunctionName"]
        if isinstance(name, Unresolved):
            return dict(self.all(region, "AWS::Lambda::Function"))[name.of]
        return self.one(region, "AWS::Lambda::Function", FunctionName=name)

    def consumer(self, region: str) -> Mapping[str, Any]:
        """The mapping that feeds the stream's records to the function: the one with most batches at a time."""
        found = [properties for _, properties in self.all(region, "AWS::Lambda::EventSourceMapping")]
        if not found:
            raise LookupError(f"{region} has no mapping of a stream")
        return max(found, key=lambda one: int(one.get("ParallelizationFactor") or 1))

    def replication_minutes(self) -> int:
        """Minutes within which S3's replication time control promises replicas."""
        for _, bucket in self.all(self.source, "AWS::S3::Bucket"):
            for rule in (bucket.get("ReplicationConfiguration") or {}).get("Rules", ()):
                minutes = rule["Destination"].get("ReplicationTime", {}).get("Time", {}).get("Minutes")
                if minutes is not None:
                    return int(minutes)
        raise LookupError("no rule has replication time control")
