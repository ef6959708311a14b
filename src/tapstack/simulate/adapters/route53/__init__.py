"""The resource types of Route 53."""

from tapstack.simulate.adapters.adapter import Adapter
from tapstack.simulate.adapters.route53.health_check import HealthCheck
from tapstack.simulate.adapters.route53.records import RecordSet, RecordSetGroup
from tapstack.simulate.adapters.route53.zone import HostedZone

ADAPTERS: tuple[type[Adapter], ...] = (HealthCheck, HostedZone, RecordSet, RecordSetGroup)

__all__ = ["ADAPTERS"]
