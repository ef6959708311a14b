"""The custom resources of this repository's own template, made by its own function."""

import pytest

from tapstack.pytest_plugin import StackSet
from tapstack.simulate.adapters.custom.provider import asked
from tapstack.simulate.cloud import ACCOUNT, START, open_cloud
from tapstack.simulate.resources import RefusedError
from tests.place import SOURCE, TARGET
from tests.unit.simulate.adapters.conftest import Making
from tests.unit.simulate.functions.conftest import Account

CONTRACT = ("VpcId", "VpcCidr", "RouteTableIds", "KmsKeyArn", "BucketName", "VaultArn", "BusArn")
PATH = "/trading-platform/verify/contract"
TABLE = "migration-state-verify"


class Control:
    """The function in the source's region, as the template deploys it."""

    def __init__(self, cloud, function):
        account = Account(cloud)
        self.cloud = cloud
        self.making = Making(cloud, SOURCE)
        self.runner = self.making.workshop.functions
        self.arn = account.put(
            function.property("Code.ZipFile"),
            SOURCE,
            FunctionName=function.property("FunctionName"),
            Runtime=function.property("Runtime"),
            Handler=function.property("Handler"),
            Timeout=function.property("Timeout"),
            Environment=function.property("Environment"),
        )

    def create(self, type_, **properties):
        return self.making.create(f"Custom::{type_}", ServiceToken=self.arn, ServiceTimeout=300, **properties)

    def update(self, wanted, made, **properties):
        return self.making.update(wanted, made, **{**wanted.properties, **properties})

    def publish(self, names=CONTRACT):
        for name in names:
            self.cloud.client("ssm", TARGET).put_parameter(Name=f"{PATH}/{name}", Value=f"my-{name}", Type="String")


@pytest.fixture
def control(tapstack_stackset: StackSet):
    with open_cloud() as cloud:
        yield Control(cloud, tapstack_stackset[SOURCE].resource("ControlFunction"))


def contract(control):
    return control.create("PeerContract", PeerRegion=TARGET, ContractPath=PATH, ContractRevision="1")


def test_the_contract_of_the_other_region_becomes_attributes(control):
    control.publish()
    _, made = contract(control)
    assert made.physical_id == "peer-contract-verify"
    assert made.attributes == {name: f"my-{name}" for name in CONTRACT}


def test_without_a_contract_the_resource_fails_at_once_and_says_what_to_do(control):
    control.publish(CONTRACT[1:])
    with pytest.raises(
        RefusedError, match=f"{PATH} in {TARGET} lacks VpcId; deploy the stack in {TARGET} first"
    ) as refused:
        contract(control)
    assert refused.value.seconds < 5
    assert refused.value.made.physical_id == "peer-contract-verify"


def test_an_update_of_the_contract_reads_it_again(control):
    control.publish()
    wanted, made = contract(control)
    control.cloud.client("ssm", TARGET).put_parameter(Name=f"{PATH}/VpcId", Value="new", Overwrite=True)
    _, changed = control.update(wanted, made, ContractRevision="2")
    assert (changed.physical_id, changed.attributes["VpcId"]) == (made.physical_id, "new")


def test_a_contract_is_deleted_though_nothing_is_there_any_more(control):
    control.publish()
    wanted, made = contract(control)
    control.cloud.client("ssm", TARGET).delete_parameters(Names=[f"{PATH}/{name}" for name in CONTRACT])
    control.making.delete(wanted, made)


def peered(control, *, accept=True):
    """A peering between the two regions, and a route table of the other one."""
    near, far = control.cloud.client("ec2", SOURCE), control.cloud.client("ec2", TARGET)
    vpc = near.create_vpc(CidrBlock="10.10.0.0/16")["Vpc"]["VpcId"]
    peer = far.create_vpc(CidrBlock="10.20.0.0/16")["Vpc"]["VpcId"]
    made = near.create_vpc_peering_connection(VpcId=vpc, PeerVpcId=peer, PeerRegion=TARGET, PeerOwnerId=ACCOUNT)
    peering = made["VpcPeeringConnection"]["VpcPeeringConnectionId"]
    if accept:
        far.accept_vpc_peering_connection(VpcPeeringConnectionId=peering)
    return peering, far.create_route_table(VpcId=peer)["RouteTable"]["RouteTableId"]


def routes(control, table):
    found = control.cloud.client("ec2", TARGET).describe_route_tables(RouteTableIds=[table])["RouteTables"][0]["Routes"]
    return {
        one["DestinationCidrBlock"]: one.get("VpcPeeringConnectionId")
        for one in found
        if "VpcPeeringConnectionId" in one
    }


def made_routes(control, peering, table):
    given = {"RouteTableIds": table, "DestinationCidr": "10.10.0.0/16", "PeeringConnectionId": peering}
    return control.create("PeerRoutes", PeerRegion=TARGET, **given)


def test_routes_back_are_made_in_the_other_region_and_go_again(control):
    peering, table = peered(control)
    wanted, made = made_routes(control, peering, table)
    assert made.physical_id == "peer-routes-verify"
    assert routes(control, table) == {"10.10.0.0/16": peering}
    control.making.delete(wanted, made)
    assert routes(control, table) == {}


def test_routes_move_with_an_update(control):
    peering, table = peered(control)
    wanted, made = made_routes(control, peering, table)
    control.update(wanted, made, DestinationCidr="10.11.0.0/16")
    assert "10.11.0.0/16" in routes(control, table)


def test_a_peering_that_does_not_become_active_fails_after_a_minute(control):
    peering, table = peered(control, accept=False)
    with pytest.raises(RefusedError, match="not active; accept or replace it") as refused:
        made_routes(control, peering, table)
    assert 60 < refused.value.seconds < 70
    assert routes(control, table) == {}


@pytest.fixture
def table(control):
    keys = [{"AttributeName": "MigrationId", "KeyType": "HASH"}, {"AttributeName": "Step", "KeyType": "RANGE"}]
    types = [{"AttributeName": key["AttributeName"], "AttributeType": "S"} for key in keys]
    client = control.cloud.client("dynamodb", TARGET)
    client.create_table(TableName=TABLE, KeySchema=keys, AttributeDefinitions=types, BillingMode="PAY_PER_REQUEST")
    return client


def record(control, revision=1):
    given = {"MigrationId": "move-1", "Revision": revision, "ActiveRegion": SOURCE, "After": ["x"]}
    return control.create("MigrationRecord", StackId=control.making.owner.stack_id, **given)


def kept(table):
    key = {"MigrationId": {"S": "move-1"}, "Step": {"S": f"STACK#{SOURCE}"}}
    return {
        name: next(iter(value.values())) for name, value in table.get_item(TableName=TABLE, Key=key)["Item"].items()
    }


def test_a_stack_is_recorded_updated_and_retired(control, table):
    wanted, made = record(control)
    assert made.physical_id == f"migration-record-verify-{SOURCE}"
    assert made.attributes == {"Recorded": "true", "Reason": ""}
    assert (kept(table)["Status"], kept(table)["UpdatedAt"]) == ("CREATE_IN_PROGRESS", str(int(START.timestamp())))
    control.update(wanted, made, Revision=2)
    assert (kept(table)["Status"], kept(table)["Revision"]) == ("UPDATE_IN_PROGRESS", "2")
    control.making.delete(wanted, made)
    assert kept(table)["Status"] == "RETIRED"


def test_a_record_that_cannot_be_kept_fails_nothing(control):
    _, made = record(control)
    assert made.attributes["Recorded"] == "false"
    assert "ResourceNotFoundException" in made.attributes["Reason"]


def settings(control):
    return control.cloud.client("backup", SOURCE).describe_region_settings()["ResourceTypeManagementPreference"]


def test_backups_advanced_features_are_turned_on_and_stay_on(control):
    assert settings(control)["DynamoDB"] is False
    given = {"ResourceTypes": ["DynamoDB"], "AdvancedResourceTypes": ["DynamoDB"]}
    wanted, made = control.create("BackupSettings", **given)
    assert (made.physical_id, made.attributes) == (f"backup-settings-{SOURCE}", {"Changed": "true"})
    assert settings(control)["DynamoDB"] is True
    assert control.update(wanted, made, ResourceTypes=["DynamoDB", "S3"])[1].attributes == {"Changed": "false"}
    control.making.delete(wanted, made)
    assert settings(control)["DynamoDB"] is True


def test_a_type_that_it_does_not_know_fails(control):
    with pytest.raises(RefusedError, match=r"no such type; use one of Custom::PeerContract, "):
        control.create("Nothing")


def test_its_log_does_not_tell_the_address_for_the_answer(control):
    logs = []

    class Listening:
        def invoke(self, function, event, request_id):
            answer = control.runner.invoke(function, event, request_id)
            logs.append((answer.log, event["ResponseURL"]))
            return answer

    request = {"RequestType": "Create", "StackId": "s", "RequestId": "r", "LogicalResourceId": "It"}
    letter = asked(control.cloud, Listening(), control.arn, {**request, "ResourceType": "Custom::No"}, "secret/address")
    assert b"FAILED" in letter.body
    ((log, url),) = logs
    assert '"level": "ERROR"' in log and url not in log and "secret/address" not in log
