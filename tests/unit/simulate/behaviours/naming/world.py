"""Health checks of alarms, as stacks leave them, and failover records that follow them."""

from tests.unit.simulate.behaviours.conftest import SOURCE, TARGET
from tests.unit.simulate.behaviours.monitoring.watching import alarm

NAME = "source-of-truth.example.com"


def check(life, region, **settings):
    """A health check that follows the alarm deep of a region; its id."""
    config = {"Type": "CLOUDWATCH_METRIC", "AlarmIdentifier": {"Name": "deep", "Region": region}, **settings}
    made = life.client("route53", SOURCE).create_health_check(
        CallerReference=region, HealthCheckConfig={"Type": "CLOUDWATCH_METRIC", "Inverted": False}
    )["HealthCheck"]["Id"]
    life.cloud.records.keep(SOURCE, "AWS::Route53::HealthCheck", made, {"HealthCheckConfig": config})
    return made


def zone(life):
    """A zone; its id."""
    client = life.client("route53", SOURCE)
    return client.create_hosted_zone(Name="example.com", CallerReference="z")["HostedZone"]["Id"]


def record(life, zone_id, value="", *, name=NAME, **members):
    """A TXT record, or one that is set otherwise."""
    whole = {"Name": name, "Type": "TXT", **members}
    if value:
        whole |= {"TTL": 60, "ResourceRecords": [{"Value": f'"{value}"'}]}
    batch = {"Changes": [{"Action": "CREATE", "ResourceRecordSet": whole}]}
    life.client("route53", SOURCE).change_resource_record_sets(HostedZoneId=zone_id, ChangeBatch=batch)


def pair(life, *, with_checks=True):
    """A zone with a primary and a secondary record; the ids of their checks."""
    made, found = zone(life), []
    for region, role in ((SOURCE, "PRIMARY"), (TARGET, "SECONDARY")):
        alarm(life, region=region)
        found.append(check(life, region))
        follows = {"HealthCheckId": found[-1]} if with_checks or role == "PRIMARY" else {}
        record(life, made, region, Failover=role, SetIdentifier=region, **follows)
    return found
