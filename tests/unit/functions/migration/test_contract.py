"""Whether both stacks stand ready for each other."""

import pytest

from tests.unit.functions.migration.world import SOURCE, TARGET, at, call, store

CONTRACT = ["VpcId", "VpcCidr", "RouteTableIds", "KmsKeyArn", "BucketName", "VaultArn", "BusArn"]


@pytest.fixture
def contract(checks, parameters):
    for name in CONTRACT:
        at("ssm").put_parameter(Name=f"/trading-platform/verify/contract/{name}", Value="x", Type="String")
    store(f"STACK#{SOURCE}", Status="UPDATE_COMPLETE", Revision=7)
    store(f"STACK#{TARGET}", Status="CREATE_COMPLETE", Revision=7)


def test_two_complete_stacks_of_one_revision_and_a_whole_contract_pass(checks, contract):
    assert call(checks, "check_contract") == {"revision": "7"}


@pytest.mark.parametrize("name", CONTRACT)
def test_a_contract_that_lacks_a_parameter_names_it(checks, contract, name):
    at("ssm").delete_parameter(Name=f"/trading-platform/verify/contract/{name}")
    with pytest.raises(checks.ContractError, match=f"/trading-platform/verify/contract/{name} is missing"):
        call(checks, "check_contract")


@pytest.mark.parametrize("region", [SOURCE, TARGET])
@pytest.mark.parametrize("status", ["UPDATE_IN_PROGRESS", "UPDATE_ROLLBACK_COMPLETE", "DELETE_COMPLETE", "RETIRED"])
def test_a_stack_that_is_not_complete_is_named(checks, contract, region, status):
    store(f"STACK#{region}", Status=status, Revision=7)
    with pytest.raises(checks.ContractError, match=f"the stack in {region} is {status}"):
        call(checks, "check_contract")


def test_stacks_at_two_revisions_do_not_pass(checks, contract):
    store(f"STACK#{TARGET}", Status="UPDATE_COMPLETE", Revision=8)
    with pytest.raises(checks.ContractError, match="at revisions 7 and 8"):
        call(checks, "check_contract")


def drain(region):
    name = f"/trading-platform/verify/state/drain-{region}"
    at("ssm", region).put_parameter(Name=name, Value="true", Overwrite=True)


def test_a_source_that_an_execution_left_drained_is_named(checks, contract):
    drain(SOURCE)
    with pytest.raises(checks.ContractError, match="drain-us-east-1 in us-east-1 is not false"):
        call(checks, "check_contract")


def test_a_target_that_is_drained_is_no_hindrance(checks, contract):
    drain(TARGET)
    assert call(checks, "check_contract") == {"revision": "7"}


def test_a_stack_that_nobody_recorded_does_not_pass(checks):
    with pytest.raises(checks.ContractError, match=f"the stack in {SOURCE} is not recorded"):
        call(checks, "check_contract")
