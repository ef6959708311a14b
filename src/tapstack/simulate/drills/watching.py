"""What drills wait for: alarms, and trades that are through."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tapstack.simulate.behaviours.monitoring.evaluation import ALARM
from tapstack.simulate.drills.stage import NEVER

if TYPE_CHECKING:
    from tapstack.simulate.drills.stage import Stage


def alarm_of(stage: Stage, region: str, metric: str) -> str:
    """The name of the region's first alarm of a metric; empty where there is none."""
    pages = stage.life.client("cloudwatch", region).get_paginator("describe_alarms").paginate()
    alarms: list[dict[str, Any]] = [alarm for page in pages for alarm in page["MetricAlarms"]]
    return next((alarm["AlarmName"] for alarm in alarms if alarm.get("MetricName") == metric), "")


def alarmed_after(stage: Stage, region: str, metric: str, since: float) -> float:
    """Seconds from a moment until the alarm of a metric rang; infinity where it did not."""
    name = alarm_of(stage, region, metric)
    rang = (
        when - since
        for place, alarm, state, when in stage.life.alarms.changes
        if place == region and alarm == name and state == ALARM and when >= since
    )
    return next(rang, NEVER)


def all_stored(stage: Stage, *regions: str) -> bool:
    """Whether every trade that a stream has taken is stored in these regions."""
    taken = [name for name, trade in stage.producers.trades.items() if trade.regions]
    return all(stage.stored_at(region).keys() >= set(taken) for region in regions)


def primary(stage: Stage) -> str:
    """The region that the failover records name first: it serves whenever it is healthy."""
    client = stage.life.client("route53", stage.platform.target)
    for zone in client.list_hosted_zones()["HostedZones"]:
        for record in client.list_resource_record_sets(HostedZoneId=zone["Id"])["ResourceRecordSets"]:
            if record["Name"] == f"{stage.platform.zone_name}." and record.get("Failover") == "PRIMARY":
                return str(record["ResourceRecords"][0]["Value"]).strip('"')
    return ""
