"""Everything that is in the account, asked of the services themselves, whatever the engine believes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from tapstack.simulate.cloud import Cloud

Inventory = frozenset[tuple[str, str, str]]
"""Region ("" where a thing is in none), kind and id of each thing."""

Ask = Callable[[Any], Iterator[str]]


def inventory(cloud: Cloud, regions: Sequence[str]) -> Inventory:
    """What is there now; keys that wait for their deletion, and what every account has by itself, are left out."""
    found = set[tuple[str, str, str]]()
    for service, kind, ask in _GLOBAL:
        found |= {("", kind, name) for name in ask(cloud.client(service, regions[0]))}
    for region in regions:
        for service, kind, ask in _REGIONAL:
            found |= {(region, kind, name) for name in ask(cloud.client(service, region))}
    found |= {key for key in cloud.records.held() if key[1] in _RECORDED}
    return frozenset(found)


def _roles(iam: Any) -> Iterator[str]:
    yield from (role["RoleName"] for page in iam.get_paginator("list_roles").paginate() for role in page["Roles"])


def _zones(route53: Any) -> Iterator[str]:
    for zone in route53.list_hosted_zones()["HostedZones"]:
        yield zone["Id"]
        for record in route53.list_resource_record_sets(HostedZoneId=zone["Id"])["ResourceRecordSets"]:
            if record["Type"] not in ("NS", "SOA"):
                yield f"{zone['Id']}/{record['Name']}/{record['Type']}/{record.get('SetIdentifier', '')}"


def _buckets(s3: Any) -> Iterator[str]:
    yield from (bucket["Name"] for bucket in s3.list_buckets()["Buckets"])


def _keys(kms: Any) -> Iterator[str]:
    for page in kms.get_paginator("list_keys").paginate():
        for key in page["Keys"]:
            if kms.describe_key(KeyId=key["KeyId"])["KeyMetadata"]["KeyState"] != "PendingDeletion":
                yield key["KeyId"]


def _aliases(kms: Any) -> Iterator[str]:
    for page in kms.get_paginator("list_aliases").paginate():
        yield from (one["AliasName"] for one in page["Aliases"] if not one["AliasName"].startswith("alias/aws/"))


def _rules(events: Any) -> Iterator[str]:
    for bus in events.list_event_buses()["EventBuses"]:
        if bus["Name"] != "default":
            yield bus["Name"]
        for rule in events.list_rules(EventBusName=bus["Name"])["Rules"]:
            if not rule["Name"].startswith(_OF_ARCHIVES):
                yield f"{bus['Name']}/{rule['Name']}"


def _networks(ec2: Any) -> Iterator[str]:
    own = [one["VpcId"] for one in ec2.describe_vpcs()["Vpcs"] if not one["IsDefault"]]
    yield from own
    mine = [{"Name": "vpc-id", "Values": own}]
    if not own:
        return
    yield from (one["SubnetId"] for one in ec2.describe_subnets(Filters=mine)["Subnets"])
    yield from (one["GroupId"] for one in ec2.describe_security_groups(Filters=mine)["SecurityGroups"])
    tables = ec2.describe_route_tables(Filters=mine)["RouteTables"]
    yield from (one["RouteTableId"] for one in tables if not any(link["Main"] for link in one["Associations"]))
    yield from (
        one["VpcEndpointId"] for one in ec2.describe_vpc_endpoints()["VpcEndpoints"] if one["State"] != "deleted"
    )


def _gateways(ec2: Any) -> Iterator[str]:
    yield from (one["InternetGatewayId"] for one in ec2.describe_internet_gateways()["InternetGateways"])
    yield from (one["AllocationId"] for one in ec2.describe_addresses()["Addresses"])
    gateways = ec2.describe_nat_gateways()["NatGateways"]
    yield from (one["NatGatewayId"] for one in gateways if one["State"] != "deleted")
    yield from (one["FlowLogId"] for one in ec2.describe_flow_logs()["FlowLogs"])
    for one in ec2.describe_vpc_peering_connections()["VpcPeeringConnections"]:
        if one["Status"]["Code"] == "active":
            yield one["VpcPeeringConnectionId"]


def _listed(call: str, member: str, name: str | None = None, **arguments: Any) -> Ask:
    """What one call lists: texts, or members of that name."""

    def ask(client: Any) -> Iterator[str]:
        for one in getattr(client, call)(**arguments).get(member, []):
            yield one if name is None else one[name]

    return ask


_OF_ARCHIVES = "Events-Archive-"
"""How the rule begins that EventBridge makes, and deletes, with every archive."""
_RECORDED = (
    "AWS::Backup::BackupSelection",
    "AWS::Backup::RestoreTestingPlan",
    "AWS::Backup::RestoreTestingSelection",
)
_GLOBAL: tuple[tuple[str, str, Ask], ...] = (
    ("iam", "role", _roles),
    ("route53", "zone", _zones),
    ("route53", "health check", _listed("list_health_checks", "HealthChecks", "Id")),
    ("s3", "bucket", _buckets),
)
_REGIONAL: tuple[tuple[str, str, Ask], ...] = (
    ("backup", "plan", _listed("list_backup_plans", "BackupPlansList", "BackupPlanId")),
    ("backup", "vault", _listed("list_backup_vaults", "BackupVaultList", "BackupVaultName")),
    ("cloudwatch", "alarm", _listed("describe_alarms", "MetricAlarms", "AlarmName")),
    ("cloudwatch", "dashboard", _listed("list_dashboards", "DashboardEntries", "DashboardName")),
    ("dynamodb", "table", _listed("list_tables", "TableNames")),
    ("ec2", "network", _networks),
    ("ec2", "gateway", _gateways),
    ("events", "rule", _rules),
    ("events", "archive", _listed("list_archives", "Archives", "ArchiveName")),
    ("kinesis", "stream", _listed("list_streams", "StreamNames", Limit=100)),
    ("kms", "key", _keys),
    ("kms", "alias", _aliases),
    ("lambda", "function", _listed("list_functions", "Functions", "FunctionName")),
    ("lambda", "mapping", _listed("list_event_source_mappings", "EventSourceMappings", "UUID")),
    ("logs", "log group", _listed("describe_log_groups", "logGroups", "logGroupName")),
    ("sns", "topic", _listed("list_topics", "Topics", "TopicArn")),
    ("sns", "subscription", _listed("list_subscriptions", "Subscriptions", "SubscriptionArn")),
    ("sqs", "queue", _listed("list_queues", "QueueUrls")),
    ("ssm", "parameter", _listed("describe_parameters", "Parameters", "Name", MaxResults=50)),
    ("stepfunctions", "state machine", _listed("list_state_machines", "stateMachines", "stateMachineArn")),
)
