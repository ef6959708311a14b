"""Limitation 9, no custom resources: four, all answered for by one function in the region where they stand."""

from collections.abc import Callable
from typing import Any

import pytest

from tapstack.pytest_plugin import Stack
from tests.place import ACCOUNT, SOURCE, TARGET
from tests.unit.stack.conftest import Pair
from tests.unit.stack.iam import Context, allows, key_of
from tests.unit.stack.resources import all_of, custom
from tests.unit.stack.rules import hears, may_invoke, targets
from tests.unit.stack.values import plain, tags

BOTH = {SOURCE, TARGET}
WHERE = {"PeerContract": {SOURCE}, "PeerRoutes": {SOURCE}, "MigrationRecord": BOTH, "BackupSettings": BOTH}
PROPERTIES = {
    "PeerContract": {"PeerRegion", "ContractPath", "ContractRevision"},
    "PeerRoutes": {"PeerRegion", "RouteTableIds", "DestinationCidr", "PeeringConnectionId"},
    "MigrationRecord": {"MigrationId", "Revision", "ActiveRegion", "StackId", "After"},
    "BackupSettings": {"ResourceTypes", "AdvancedResourceTypes"},
}


def seen(stack: Stack, name: str) -> dict[str, Any]:
    """What the function is given, and what CloudFormation compares to see whether to call it again."""
    properties: dict[str, Any] = plain(stack.resource(name).properties)
    return properties


def test_where_each_custom_resource_stands(pair: Callable[..., Pair]) -> None:
    found = {(one.logical_id, one.region) for stack in pair() for one in custom(stack)}
    assert found == {(name, region) for name, regions in WHERE.items() for region in regions}


def test_each_is_of_the_type_that_the_function_knows_by_its_name(pair: Callable[..., Pair]) -> None:
    for stack in pair():
        assert all(one.type == f"Custom::{one.logical_id}" for one in custom(stack))


def test_the_function_beside_it_answers_for_each(pair: Callable[..., Pair]) -> None:
    for stack in pair():
        name = stack.resource("ControlFunction").property("FunctionName")
        arn = f"arn:aws:lambda:{stack.region}:{ACCOUNT}:function:{name}"
        assert {one.property("ServiceToken") for one in custom(stack)} == {arn}


def test_cloudformation_waits_longer_than_the_function_runs_but_not_an_hour(pair: Callable[..., Pair]) -> None:
    for stack in pair():
        runs = stack.resource("ControlFunction").property("Timeout")
        for one in custom(stack):
            assert runs + 30 <= one.property("ServiceTimeout") <= 600


@pytest.mark.parametrize(("name", "expected"), PROPERTIES.items())
def test_each_has_the_properties_that_the_function_reads(name, expected, source) -> None:
    assert set(source.resource(name).properties) - {"ServiceToken", "ServiceTimeout"} == expected


def test_the_function_reaches_other_regions_and_cloudformation_from_outside_the_network(
    pair: Callable[..., Pair],
) -> None:
    for stack in pair():
        function = stack.resource("ControlFunction")
        assert not function.has("VpcConfig") and not function.has("ReservedConcurrentExecutions")


def test_the_function_knows_the_table_of_the_target(pair: Callable[..., Pair]) -> None:
    source, target = pair(MigrationId="move-7")
    table = target.resource("MigrationStateTable").property("TableName")
    for stack in (source, target):
        variables = stack.resource("ControlFunction").property("Environment.Variables")
        assert variables == {
            "ENVIRONMENT": "verify",
            "SOURCE_REGION": SOURCE,
            "TARGET_REGION": TARGET,
            "STATE_TABLE": table,
            "MIGRATION_ID": "move-7",
        }


# PeerContract


def test_the_contract_is_read_where_the_target_publishes_it(source, target) -> None:
    contract = source.resource("PeerContract")
    path = contract.property("ContractPath")
    published = [
        one.property("Name") for one in all_of(target, "AWS::SSM::Parameter") if one.logical_id.startswith("Contract")
    ]
    assert contract.property("PeerRegion") == target.region
    assert {name.rpartition("/")[0] for name in published} == {path}
    role, arn = source.resource("ControlRole"), f"arn:aws:ssm:{TARGET}:{ACCOUNT}:parameter{path}"
    assert allows(role, "ssm:GetParametersByPath", arn)
    assert not allows(role, "ssm:GetParametersByPath", arn.removesuffix("/contract"))
    assert not allows(role, "ssm:GetParametersByPath", arn.replace(TARGET, SOURCE))


def test_a_new_revision_has_the_contract_read_again(pair: Callable[..., Pair]) -> None:
    first, second = (seen(pair(ContractRevision=revision)[0], "PeerContract") for revision in ("1", "2"))
    assert first != second


@pytest.mark.parametrize(
    "late",
    ["VpcPeering", "PeerRoute", "PeerRoutes", "PrivateZone", "TargetHealthCheck", "ForwardToPeerRule", "BackupPlan"],
)
def test_without_the_contract_nothing_that_needs_the_target_is_made(late, source) -> None:
    assert source.depends_on(late, "PeerContract")


# PeerRoutes


def test_the_targets_route_tables_get_the_way_back_to_the_source(source) -> None:
    routes = seen(source, "PeerRoutes")
    assert (routes["PeerRegion"], routes["RouteTableIds"]) == (TARGET, "${PeerContract.RouteTableIds}")
    assert routes["DestinationCidr"] == source.resource("TradingVPC").property("CidrBlock")
    assert routes["PeeringConnectionId"] == "${VpcPeering}"


@pytest.mark.parametrize("action", ["ec2:CreateRoute", "ec2:ReplaceRoute", "ec2:DeleteRoute"])
def test_only_the_targets_own_route_tables_are_changed(action, source, target) -> None:
    role, table = source.resource("ControlRole"), f"arn:aws:ec2:{TARGET}:{ACCOUNT}:route-table/rtb-1"
    name = tags(target.resource("PrivateRouteTable").property("Tags"))["Name"]
    assert allows(role, action, table, {"aws:ResourceTag/Name": name})
    assert not allows(role, action, table, {"aws:ResourceTag/Name": "trading-private-other"})
    assert not allows(role, action, table)
    assert not allows(role, action, table.replace(TARGET, SOURCE), {"aws:ResourceTag/Name": name})


@pytest.mark.parametrize("region", [SOURCE, TARGET])
def test_names_of_the_peer_can_be_made_to_resolve_on_both_sides(region, source) -> None:
    role, peering = source.resource("ControlRole"), f"arn:aws:ec2:{region}:{ACCOUNT}:vpc-peering-connection/pcx-1"
    assert allows(role, "ec2:ModifyVpcPeeringConnectionOptions", peering)
    for action in ("ec2:DescribeRouteTables", "ec2:DescribeVpcPeeringConnections"):
        assert allows(role, action, "*", {"aws:RequestedRegion": region})
        assert not allows(role, action, "*", {"aws:RequestedRegion": "eu-west-1"})


@pytest.mark.parametrize(
    ("action", "resource", "context"),
    [
        ("ssm:GetParametersByPath", f"arn:aws:ssm:{TARGET}:{ACCOUNT}:parameter/trading-platform/verify/contract", {}),
        *((f"ec2:{verb}Route", f"arn:aws:ec2:{TARGET}:{ACCOUNT}:route-table/rtb-1", {"aws:ResourceTag/Name": "trading-private-verify"}) for verb in ("Create", "Delete", "Replace")),
        *(("ec2:ModifyVpcPeeringConnectionOptions", f"arn:aws:ec2:{region}:{ACCOUNT}:vpc-peering-connection/pcx-1", {}) for region in (SOURCE, TARGET)),
        *((f"ec2:Describe{what}", "*", {"aws:RequestedRegion": region}) for what in ("RouteTables", "VpcPeeringConnections") for region in (SOURCE, TARGET)),
        ("states:SendTaskSuccess", "*", {"aws:RequestedRegion": TARGET}),
    ],
)  # fmt: skip
def test_only_the_source_reaches_across(action, resource, context, source, target) -> None:
    """PeerContract and PeerRoutes stand there, and there the cutover is recorded last, which the workflow waits for."""
    assert allows(source.resource("ControlRole"), action, resource, context)
    assert not allows(target.resource("ControlRole"), action, resource, context)


# MigrationRecord


def test_the_record_says_which_migration_revision_and_stack(pair: Callable[..., Pair]) -> None:
    for stack in pair(MigrationId="move-7", ContractRevision="3"):
        record = seen(stack, "MigrationRecord")
        assert (record["MigrationId"], record["StackId"]) == ("move-7", "${AWS::StackId}")
        assert str(record["Revision"]) == "3"


def test_a_cutover_is_recorded_in_both_regions(pair: Callable[..., Pair]) -> None:
    for before, after in zip(pair(), pair(ActiveRegion=TARGET), strict=True):
        assert seen(before, "MigrationRecord")["ActiveRegion"] == SOURCE
        assert seen(after, "MigrationRecord")["ActiveRegion"] == TARGET


def test_a_cutover_is_recorded_after_dns_has_changed(source) -> None:
    assert source.depends_on("MigrationRecord", "FailoverRecords", direct=True)


@pytest.mark.parametrize("action", ["dynamodb:GetItem", "dynamodb:UpdateItem"])
def test_both_regions_write_to_the_one_state_table(action, pair: Callable[..., Pair]) -> None:
    source, target = pair()
    name = target.resource("MigrationStateTable").property("TableName")
    for stack in (source, target):
        role = stack.resource("ControlRole")
        assert allows(role, action, f"arn:aws:dynamodb:{TARGET}:{ACCOUNT}:table/{name}")
        assert not allows(role, action, f"arn:aws:dynamodb:{SOURCE}:{ACCOUNT}:table/{name}")
        assert not allows(role, action, f"arn:aws:dynamodb:{TARGET}:{ACCOUNT}:table/trading-analytics-verify")


def test_both_regions_may_use_the_key_of_the_state_table(pair: Callable[..., Pair]) -> None:
    context: Context = {
        "kms:ResourceAliases": ["alias/trading-verify"],
        "kms:ViaService": f"dynamodb.{TARGET}.amazonaws.com",
    }
    key = key_of(TARGET)
    for stack in pair():
        role = stack.resource("ControlRole")
        assert all(allows(role, action, key, context) for action in ("kms:Decrypt", "kms:GenerateDataKey"))
        assert not allows(role, "kms:Decrypt", key, {**context, "kms:ResourceAliases": ["alias/other"]})
        assert not allows(role, "kms:Decrypt", key, {**context, "kms:ViaService": f"s3.{TARGET}.amazonaws.com"})


def test_the_workflow_is_answered_where_it_runs(source) -> None:
    role, action = source.resource("ControlRole"), "states:SendTaskSuccess"
    assert allows(role, action, "*", {"aws:RequestedRegion": TARGET})
    assert not allows(role, action, "*", {"aws:RequestedRegion": SOURCE})
    ours: Context = {
        "kms:ResourceAliases": ["alias/trading-verify"],
        "kms:ViaService": f"states.{TARGET}.amazonaws.com",
    }
    assert allows(role, "kms:Decrypt", key_of(TARGET), ours)


def test_how_an_operation_on_the_stack_ended_is_recorded(pair: Callable[..., Pair]) -> None:
    """The record itself is written before the end; a rule on the stack's own events tells of it."""
    event = {"source": "aws.cloudformation", "detail-type": "CloudFormation Stack Status Change"}
    for stack in pair():
        rule = stack.resource("StackStatusRule")
        assert hears(rule, event | {"detail": {"stack-id": "${AWS::StackId}"}})
        assert not hears(rule, event | {"detail": {"stack-id": "another"}})
        assert not hears(rule, event | {"detail": {"stack-id": "${AWS::StackId}"}, "source": "aws.ec2"})
        assert [to["Arn"] for to in targets(rule)] == [stack.resource("MigrationRecord").property("ServiceToken")]
        assert may_invoke(stack, rule, "ControlFunction")


# BackupSettings


@pytest.mark.parametrize(("bucket", "types"), [("false", ["DynamoDB"]), ("true", ["DynamoDB", "S3"])])
def test_backup_takes_what_is_chosen_and_may_copy_tables_to_another_region(
    bucket, types, pair: Callable[..., Pair]
) -> None:
    """Settings are the account's: a type that nobody chose is left as it is."""
    for stack in pair(BackupDataBucket=bucket):
        settings = seen(stack, "BackupSettings")
        assert settings["ResourceTypes"] == types
        assert settings["AdvancedResourceTypes"] == ["DynamoDB"]


@pytest.mark.parametrize("action", ["backup:DescribeRegionSettings", "backup:UpdateRegionSettings"])
def test_each_region_sets_only_itself_up(action, pair: Callable[..., Pair]) -> None:
    for stack, other in zip(pair(), (TARGET, SOURCE), strict=True):
        assert allows(stack.resource("ControlRole"), action, "*", {"aws:RequestedRegion": stack.region})
        assert not allows(stack.resource("ControlRole"), action, "*", {"aws:RequestedRegion": other})
