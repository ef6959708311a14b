"""The proof on TapStack's own stacks: it passes after the deployment, and each thing that is broken by hand fails."""

import json
from pathlib import Path

import boto3
import pytest

from tapstack.checks.subject import Subject
from tapstack.deploy.connection import Connection
from tapstack.deploy.proving import prove
from tapstack.deploy.proving.table import questions
from tapstack.endpoint.process import started
from tapstack.findings import Status
from tests.stack_sets import ACCOUNT, HERE, THERE, ended, make_roles

NAME, TEMPLATE = "platform", Path(__file__).parents[3] / "lib" / "TapStack.json"
GIVEN = {"EnvironmentSuffix": "proof", "MirrorEnabled": "true", "NotificationEmail": "desk@example.com"}
DATA = {region: f"trading-data-proof-{ACCOUNT}-{region}" for region in (HERE, THERE)}


class Account:
    """boto3's clients of a server, and what was deployed there."""

    def __init__(self, url):
        self.url = url
        self.session = boto3.session.Session("testing", "testing")

    def client(self, service, region_name=HERE, config=None):
        return self.session.client(service, region_name=region_name, endpoint_url=self.url)

    def physical(self, region, logical_id):
        formation = self.client("cloudformation", region)
        name = next(one["StackName"] for one in formation.describe_stacks()["Stacks"] if NAME in one["StackName"])
        told = formation.describe_stack_resource(StackName=name, LogicalResourceId=logical_id)
        return told["StackResourceDetail"]["PhysicalResourceId"]

    def proof(self):
        subject = Subject(str(TEMPLATE), (HERE, THERE), given=GIVEN, complete=True)
        connection = Connection(ACCOUNT, "aws", "arn:tester", HERE, (HERE, THERE), self)
        return list(prove(connection, NAME, subject))


@pytest.fixture(scope="module")
def account():
    """Everything deployed in both regions."""
    with started(speed=1000) as server:
        made = Account(server.url)
        make_roles(made.client("iam"))
        s3, formation = made.client("s3"), made.client("cloudformation")
        s3.create_bucket(Bucket="templates", CreateBucketConfiguration={"LocationConstraint": HERE})
        s3.put_object(Bucket="templates", Key="t.json", Body=TEMPLATE.read_bytes())
        formation.create_stack_set(
            StackSetName=NAME,
            TemplateURL=f"https://templates.s3.{HERE}.amazonaws.com/t.json",
            Parameters=[{"ParameterKey": key, "ParameterValue": value} for key, value in GIVEN.items()],
            Capabilities=["CAPABILITY_NAMED_IAM"],
        )
        begun = formation.create_stack_instances(
            StackSetName=NAME,
            Accounts=[ACCOUNT],
            Regions=[HERE, THERE],
            OperationPreferences={"RegionConcurrencyType": "SEQUENTIAL", "RegionOrder": [HERE, THERE]},
        )
        assert ended(formation, NAME, begun["OperationId"])["Status"] == "SUCCEEDED"
        yield made


@pytest.fixture(scope="module")
def proof(account):
    return account.proof()


def failing(findings):
    return {(one.check, one.region, one.resource) for one in findings if one.status is Status.FAIL}


def test_what_was_just_deployed_has_no_failure_and_no_error(proof):
    assert [one for one in proof if one.status in (Status.FAIL, Status.ERROR)] == []


def test_only_what_nobody_can_tell_yet_is_unknown(proof):
    unknown = {(one.check, one.resource) for one in proof if one.status is Status.UNKNOWN}
    assert unknown <= {
        ("DEP-015", "SourceHealthCheck"),
        ("DEP-015", "TargetHealthCheck"),
        ("DEP-026", "OperatorSubscription"),
    }


def test_every_resource_is_asked_or_skipped_in_words(proof):
    resources = {(one.region, one.resource) for one in proof if one.check == "DEP-004"}
    asked = {(one.region, one.resource) for one in proof if one.check not in ("DEP-004", "DEP-006")}
    assert len(resources) > 200 and resources <= asked
    kinds = json.loads(TEMPLATE.read_text())["Resources"]
    for one in proof:
        if one.resource and one.check not in ("DEP-004",):
            has_questions = bool(questions(kinds[one.resource]["Type"]))
            assert has_questions or (one.status is Status.SKIP and "beyond CloudFormation's status" in one.message)


def test_every_link_between_the_regions_is_proved(proof):
    passed = {(one.check, one.resource) for one in proof if one.status is Status.PASS and one.region == THERE}
    assert passed >= {
        ("DEP-011", "TradingDataBucket"),
        ("DEP-012", "TradingAnalyticsTable"),
        ("DEP-013", "VpcPeering"),
        ("DEP-014", "VpcPeering"),
        ("DEP-014", "PeerRoute"),
        ("DEP-018", "FailoverRecords"),
        ("DEP-019", "PrivateZone"),
        ("DEP-022", "ForwardToPeerRule"),
        ("DEP-025", "BackupPlan"),
        ("DEP-029", "PeerContract"),
    }
    contract = {one.resource for one in proof if one.check == "DEP-023" and "read by PeerContract" in one.message}
    assert contract == {
        f"Contract{name}"
        for name in ("VpcId", "VpcCidr", "RouteTableIds", "KmsKeyArn", "BucketName", "VaultArn", "BusArn")
    }


def suspend_versioning(account):
    s3 = account.client("s3", HERE)
    s3.put_bucket_versioning(Bucket=DATA[HERE], VersioningConfiguration={"Status": "Suspended"})
    yield ("DEP-011", THERE, "TradingDataBucket")
    s3.put_bucket_versioning(Bucket=DATA[HERE], VersioningConfiguration={"Status": "Enabled"})


def suspend_replication(account):
    s3 = account.client("s3", THERE)
    told = s3.get_bucket_replication(Bucket=DATA[THERE])["ReplicationConfiguration"]
    off = {**told, "Rules": [{**rule, "Status": "Disabled"} for rule in told["Rules"]]}
    s3.put_bucket_replication(Bucket=DATA[THERE], ReplicationConfiguration=off)
    yield ("DEP-011", THERE, "TradingDataBucket")
    s3.put_bucket_replication(Bucket=DATA[THERE], ReplicationConfiguration=told)


def delete_replication(account):
    s3 = account.client("s3", THERE)
    told = s3.get_bucket_replication(Bucket=DATA[THERE])["ReplicationConfiguration"]
    s3.delete_bucket_replication(Bucket=DATA[THERE])
    yield ("DEP-011", THERE, "TradingDataBucket")
    s3.put_bucket_replication(Bucket=DATA[THERE], ReplicationConfiguration=told)


def delete_route(account):
    ec2, table = account.client("ec2", THERE), account.physical(THERE, "PrivateRouteTable")
    ec2.delete_route(RouteTableId=table, DestinationCidrBlock="10.20.0.0/16")
    yield ("DEP-014", THERE, "PeerRoute"), ("DEP-014", THERE, "VpcPeering")
    peering = account.physical(THERE, "VpcPeering")
    ec2.create_route(RouteTableId=table, DestinationCidrBlock="10.20.0.0/16", VpcPeeringConnectionId=peering)


def delete_route_back(account):
    ec2, table = account.client("ec2", HERE), account.physical(HERE, "PrivateRouteTable")
    ec2.delete_route(RouteTableId=table, DestinationCidrBlock="10.10.0.0/16")
    yield ("DEP-014", THERE, "VpcPeering")
    peering = account.physical(THERE, "VpcPeering")
    ec2.create_route(RouteTableId=table, DestinationCidrBlock="10.10.0.0/16", VpcPeeringConnectionId=peering)


def disable_rule(account):
    events = account.client("events", THERE)
    name = {"Name": "trading-proof-forward", "EventBusName": "trading-migration-proof"}
    events.disable_rule(**name)
    yield ("DEP-022", THERE, "ForwardToPeerRule")
    events.enable_rule(**name)


def remove_target(account):
    events, bus = account.client("events", THERE), "trading-migration-proof"
    told = events.list_targets_by_rule(Rule="trading-proof-forward", EventBusName=bus)["Targets"]
    events.remove_targets(Rule="trading-proof-forward", EventBusName=bus, Ids=[one["Id"] for one in told])
    yield ("DEP-022", THERE, "ForwardToPeerRule")
    events.put_targets(Rule="trading-proof-forward", EventBusName=bus, Targets=told)


def disable_mapping(account):
    function, mapping = account.client("lambda", THERE), account.physical(THERE, "AnalyticsEventSource")
    function.update_event_source_mapping(UUID=mapping, Enabled=False)
    yield ("DEP-021", THERE, "AnalyticsEventSource")
    function.update_event_source_mapping(UUID=mapping, Enabled=True)


def disable_key(account):
    kms, key = account.client("kms", HERE), account.physical(HERE, "PlatformKey")
    kms.disable_key(KeyId=key)
    yield ("DEP-020", HERE, "PlatformKey")
    kms.enable_key(KeyId=key)


def disable_alarm(account):
    cloudwatch, name = account.client("cloudwatch", HERE), account.physical(HERE, "RegionHealthAlarm")
    cloudwatch.disable_alarm_actions(AlarmNames=[name])
    yield ("DEP-016", HERE, "RegionHealthAlarm")
    cloudwatch.enable_alarm_actions(AlarmNames=[name])


def raise_alarm(account):
    cloudwatch, name = account.client("cloudwatch", HERE), account.physical(HERE, "RegionHealthAlarm")
    cloudwatch.set_alarm_state(AlarmName=name, StateValue="ALARM", StateReason="A test says so")
    yield ("DEP-017", HERE, "RegionHealthAlarm"), ("DEP-015", THERE, "TargetHealthCheck")
    cloudwatch.set_alarm_state(AlarmName=name, StateValue="OK", StateReason="A test says so")


def change_record(account):
    route53, zone = account.client("route53"), account.physical(THERE, "PrivateZone")
    told = route53.list_resource_record_sets(HostedZoneId=zone)["ResourceRecordSets"]
    record = next(one for one in told if one.get("Failover") == "SECONDARY")
    _change(route53, zone, {**record, "ResourceRecords": [{"Value": '"eu-west-1"'}]})
    yield ("DEP-018", THERE, "FailoverRecords")
    _change(route53, zone, record)


def _change(route53, zone, record):
    changes = [{"Action": "UPSERT", "ResourceRecordSet": record}]
    route53.change_resource_record_sets(HostedZoneId=zone, ChangeBatch={"Changes": changes})


def change_contract(account):
    ssm, name = account.client("ssm", HERE), "/trading-platform/proof/contract/BusArn"
    was = ssm.get_parameter(Name=name)["Parameter"]["Value"]
    ssm.put_parameter(Name=name, Value="arn:of:another:bus", Type="String", Overwrite=True)
    yield ("DEP-023", HERE, "ContractBusArn")
    ssm.put_parameter(Name=name, Value=was, Type="String", Overwrite=True)


def change_network_of_contract(account):
    ssm, name = account.client("ssm", HERE), "/trading-platform/proof/contract/VpcId"
    was = ssm.get_parameter(Name=name)["Parameter"]["Value"]
    ssm.put_parameter(Name=name, Value="vpc-0123456789", Type="String", Overwrite=True)
    made_with = ("DEP-013", THERE, "VpcPeering"), ("DEP-019", THERE, "PrivateZone")
    yield ("DEP-023", HERE, "ContractVpcId"), *made_with
    ssm.put_parameter(Name=name, Value=was, Type="String", Overwrite=True)


def drain(account):
    ssm, name = account.client("ssm", HERE), f"/trading-platform/proof/state/drain-{HERE}"
    ssm.put_parameter(Name=name, Value="true", Type="String", Overwrite=True)
    yield ("DEP-024", HERE, "DrainParameter")
    ssm.put_parameter(Name=name, Value="false", Type="String", Overwrite=True)


BREAKS = (
    (
        suspend_versioning,
        delete_route,
        disable_rule,
        disable_mapping,
        disable_key,
        disable_alarm,
        raise_alarm,
        change_record,
        change_contract,
        change_network_of_contract,
        drain,
    ),
    (suspend_replication, delete_route_back, remove_target),
    (delete_replication,),
)
"""A proof of everything takes seconds: what fails under different names is broken together, and mended again."""


@pytest.mark.parametrize("broken", BREAKS, ids=("first", "second", "third"))
def test_what_is_broken_by_hand_fails_and_nothing_else(account, broken):
    steps = [one(account) for one in broken]
    expected = [next(step) for step in steps]
    found = failing(account.proof())
    for step in steps:
        next(step, None)
    flat = [one for some in expected for one in (some if isinstance(some[0], tuple) else (some,))]
    assert len(set(flat)) == len(flat)
    assert found == set(flat)


def test_what_was_mended_passes_again(account):
    assert failing(account.proof()) == set()


def test_what_is_gone_for_good_fails(account):
    """The last: these do not come back."""
    account.client("dynamodb", THERE).update_table(TableName="trading-analytics-proof", DeletionProtectionEnabled=False)
    replica = account.client("dynamodb", HERE)
    replica.update_table(TableName="trading-analytics-proof", DeletionProtectionEnabled=False)
    replica.delete_table(TableName="trading-analytics-proof")
    account.client("ec2", THERE).delete_vpc_peering_connection(
        VpcPeeringConnectionId=account.physical(THERE, "VpcPeering")
    )
    account.client("backup", HERE).delete_backup_vault(BackupVaultName="trading-vault-proof")
    account.client("events", HERE).delete_event_bus(Name="trading-migration-proof")
    account.client("stepfunctions", HERE).delete_state_machine(
        stateMachineArn=account.physical(HERE, "MigrationStateMachine")
    )
    assert failing(account.proof()) >= {
        ("DEP-012", THERE, "TradingAnalyticsTable"),
        ("DEP-013", THERE, "VpcPeering"),
        ("DEP-025", THERE, "BackupPlan"),
        ("DEP-028", HERE, "BackupVault"),
        ("DEP-022", HERE, "MigrationBus"),
        ("DEP-022", THERE, "ForwardToPeerRule"),
        ("DEP-027", HERE, "MigrationStateMachine"),
    }
