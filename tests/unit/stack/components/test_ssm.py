"""Component 5, Parameter Store: the configuration, the contract that the peer reads, and the drain switch."""

import json
from collections.abc import Callable

import pytest

from tapstack.pytest_plugin import Stack
from tests.place import ACCOUNT, SOURCE, TARGET
from tests.unit.stack.conftest import Pair
from tests.unit.stack.iam import allows
from tests.unit.stack.resources import all_of
from tests.unit.stack.values import plain

KEYS = ["VpcId", "VpcCidr", "RouteTableIds", "KmsKeyArn", "BucketName", "VaultArn", "BusArn"]
STANDARD = 4096


def may(stack: Stack, action: str, resource: str) -> set[str]:
    """The roles of a stack that may do this."""
    return {role.logical_id for role in all_of(stack, "AWS::IAM::Role") if allows(role, action, resource)}


@pytest.mark.parametrize("key", KEYS)
def test_each_key_of_the_contract_has_its_name(key, pair: Callable[..., Pair]) -> None:
    for stack in pair():
        assert stack.resource(f"Contract{key}").property("Name") == f"/trading-platform/verify/contract/{key}"


def test_the_contract_has_no_other_keys(pair: Callable[..., Pair]) -> None:
    for stack in pair():
        found = {one.logical_id for one in all_of(stack, "AWS::SSM::Parameter")}
        assert found == {"ConfigParameter", "DrainParameter", *(f"Contract{key}" for key in KEYS)}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("VpcId", "${TradingVPC}"),
        ("RouteTableIds", "${PrivateRouteTable}"),
        ("KmsKeyArn", "${PlatformKey.Arn}"),
        ("BucketName", f"trading-data-verify-{ACCOUNT}-eu-central-1"),
        ("VaultArn", f"arn:aws:backup:eu-central-1:{ACCOUNT}:backup-vault:trading-vault-verify"),
        ("BusArn", f"arn:aws:events:eu-central-1:{ACCOUNT}:event-bus/trading-migration-verify"),
    ],
)
def test_the_target_publishes_what_it_made(key, value, target) -> None:
    assert plain(target.resource(f"Contract{key}").property("Value")) == value


def test_each_region_publishes_its_own_range(pair: Callable[..., Pair]) -> None:
    for stack in pair(SourceVpcCidr="10.1.0.0/16", TargetVpcCidr="10.2.0.0/16"):
        assert stack.resource("ContractVpcCidr").property("Value") == stack.resource("TradingVPC").property("CidrBlock")


@pytest.mark.parametrize(
    ("key", "made"),
    [
        ("BucketName", "TradingDataBucket"),
        ("VaultArn", "BackupVault"),
        ("BusArn", "MigrationBus"),
        ("VpcId", "TradingVPC"),
        ("KmsKeyArn", "PlatformKey"),
        ("RouteTableIds", "PrivateRouteTable"),
    ],
)
def test_nothing_is_promised_before_it_is_made(key, made, pair: Callable[..., Pair]) -> None:
    for stack in pair():
        assert stack.depends_on(f"Contract{key}", made, direct=True)


def test_parameters_are_free_plain_and_described(pair: Callable[..., Pair]) -> None:
    """The standard tier takes 4 KB; a String can be read across regions without a key."""
    for stack in pair(EnvironmentSuffix="x" * 20):
        for one in all_of(stack, "AWS::SSM::Parameter"):
            assert one.property("Type") == "String"
            assert not one.has("Tier")
            assert 0 < len(str(plain(one.property("Value")))) < STANDARD
            assert len(one.property("Description")) > 10


@pytest.mark.parametrize("suffix", ["verify", "a-b-3"])
def test_the_configuration_is_json_that_names_what_the_region_has(suffix, pair: Callable[..., Pair]) -> None:
    for stack in pair(EnvironmentSuffix=suffix):
        config = stack.resource("ConfigParameter")
        assert config.property("Name") == f"/trading-platform/{suffix}/config"
        assert json.loads(config.property("Value")) == {
            "region": stack.region,
            "activeRegion": SOURCE,
            "bucket": stack.resource("TradingDataBucket").property("BucketName"),
            "table": f"trading-analytics-{suffix}",
            "stream": stack.resource("MarketDataStream").property("Name"),
            "topic": f"arn:aws:sns:{stack.region}:{ACCOUNT}:{stack.resource('MigrationEventTopic').property('TopicName')}",
            "bus": stack.resource("MigrationBus").property("Name"),
        }


def test_the_configuration_follows_the_cutover(pair: Callable[..., Pair]) -> None:
    for stack in pair(ActiveRegion=TARGET):
        assert json.loads(stack.resource("ConfigParameter").property("Value"))["activeRegion"] == TARGET


def test_a_drain_switch_is_of_one_region_by_its_name(pair: Callable[..., Pair]) -> None:
    names = [stack.resource("DrainParameter").property("Name") for stack in pair()]
    assert names == [f"/trading-platform/verify/state/drain-{region}" for region in (SOURCE, TARGET)]


def test_a_new_deployment_of_the_stack_does_not_throw_the_switch(pair: Callable[..., Pair]) -> None:
    """CloudFormation writes a parameter only when the template's value has changed: no choice changes this one."""
    choices = [{}, {"ActiveRegion": TARGET}, {"ContractRevision": "2"}, {"ReplicationMode": "BIDIRECTIONAL"}]
    values = {json.dumps(stack.resource("DrainParameter").properties) for choice in choices for stack in pair(**choice)}
    assert len(values) == len({SOURCE, TARGET})


@pytest.mark.parametrize(("role", "region"), [("ControlRole", SOURCE), ("ChecksRole", TARGET)])
def test_who_reads_the_contract_reads_the_targets(role, region, pair: Callable[..., Pair]) -> None:
    stack = next(stack for stack in pair() if stack.region == region)
    for key in ("", "/VpcId"):
        arn = f"arn:aws:ssm:{TARGET}:{ACCOUNT}:parameter/trading-platform/verify/contract{key}"
        assert allows(stack.resource(role), "ssm:GetParametersByPath", arn)


def test_the_target_has_nobody_else_to_read_a_contract(pair: Callable[..., Pair]) -> None:
    """Its custom resources need none: it is made first."""
    _, target = pair()
    arn = f"arn:aws:ssm:{TARGET}:{ACCOUNT}:parameter/trading-platform/verify/contract"
    assert may(target, "ssm:GetParametersByPath", arn) == {"ChecksRole"}


SWITCH = f"arn:aws:ssm:{{0}}:{ACCOUNT}:parameter/trading-platform/{{1}}/state/drain-{{2}}"


@pytest.mark.parametrize(
    ("switch", "who"),
    [
        (SWITCH.format(SOURCE, "verify", SOURCE), {"TasksRole"}),
        (SWITCH.format(TARGET, "verify", TARGET), set()),
        (SWITCH.format(TARGET, "verify", SOURCE), set()),
        (SWITCH.format(SOURCE, "other", SOURCE), set()),
    ],
)
def test_only_the_workflow_throws_a_switch_and_only_the_sources(switch, who, pair: Callable[..., Pair]) -> None:
    """The target's is thrown by people."""
    assert set().union(*(may(stack, "ssm:PutParameter", switch) for stack in pair())) == who


def test_the_workflow_throws_and_takes_back_the_switch_that_its_role_may(target) -> None:
    states = target.resource("MigrationStateMachine").property("Definition.States")
    payloads = [state["Parameters"]["Payload"] for state in states.values() if state["Type"] == "Task"]
    thrown = {one["task"]: one["region"] for one in payloads if one["task"] in {"drain", "undrain"}}
    assert thrown == {"drain": SOURCE, "undrain": SOURCE}


def test_the_workflow_sees_whether_the_source_was_left_drained(target) -> None:
    role = target.resource("ChecksRole")
    assert allows(role, "ssm:GetParameters", SWITCH.format(SOURCE, "verify", SOURCE))
    assert not allows(role, "ssm:GetParameters", SWITCH.format(SOURCE, "other", SOURCE))
