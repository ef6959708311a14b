"""The StackSet: two stacks of one template, the target's first, and what of them outlives them."""

from collections.abc import Callable

import pytest

from tests.place import SOURCE, TARGET
from tests.unit.stack.conftest import Pair
from tests.unit.stack.resources import all_of
from tests.unit.stack.values import inside, tags

HOLDS_DATA = {
    "AWS::S3::Bucket",
    "AWS::DynamoDB::Table",
    "AWS::DynamoDB::GlobalTable",
    "AWS::Kinesis::Stream",
    "AWS::KMS::Key",
    "AWS::Backup::BackupVault",
}


def test_the_source_takes_from_the_contract_only_what_the_target_publishes(raw, target) -> None:
    taken = {
        value["Fn::GetAtt"][1]
        for value in inside(raw)
        if isinstance(value, dict) and value.get("Fn::GetAtt", [""])[0] == "PeerContract"
    }
    published = {one.property("Name").rpartition("/")[2] for one in all_of(target, "AWS::SSM::Parameter")}
    assert taken and taken <= published


def test_the_target_needs_nothing_that_the_source_makes(target) -> None:
    """It is deployed first."""
    assert {one.type for one in target.resources.values()}.isdisjoint(
        {"Custom::PeerContract", "Custom::PeerRoutes", "AWS::EC2::VPCPeeringConnection", "AWS::DynamoDB::GlobalTable"}
    )
    assert not target.resource("TradingDataBucket").has("ReplicationConfiguration")


@pytest.mark.parametrize("kind", sorted(HOLDS_DATA))
def test_what_holds_data_outlives_its_stack_but_not_a_creation_that_failed(kind, pair: Callable[..., Pair]) -> None:
    found = [one for stack in pair() for one in stack.of_type(kind)]
    assert found
    for one in found:
        assert (one.attribute("DeletionPolicy"), one.attribute("UpdateReplacePolicy")) == (
            "RetainExceptOnCreate",
            "Retain",
        ), one


def test_nothing_else_is_left_behind_but_refused_records(raw) -> None:
    """Above all not the alias: left behind, it would keep its name from the next stack."""
    kept = {name for name, body in raw["Resources"].items() if body.get("DeletionPolicy", "Delete") != "Delete"}
    assert {name for name in kept if raw["Resources"][name]["Type"] not in HOLDS_DATA} == {"AnalyticsDlq"}


@pytest.mark.parametrize(
    "kind",
    [
        "AWS::S3::Bucket",
        "AWS::DynamoDB::Table",
        "AWS::Kinesis::Stream",
        "AWS::KMS::Key",
        "AWS::SQS::Queue",
        "AWS::SNS::Topic",
        "AWS::Events::EventBus",
        "AWS::StepFunctions::StateMachine",
    ],
)
def test_what_holds_data_says_who_answers_for_it(kind, pair: Callable[..., Pair]) -> None:
    found = [one for stack in pair(Owner="desk 7") for one in stack.of_type(kind)]
    assert found
    assert {tags(one.property("Tags")).get("Owner") for one in found} == {"desk 7"}


def test_both_replicas_say_who_answers_for_them(pair: Callable[..., Pair]) -> None:
    source, _ = pair(Owner="desk 7")
    replicas = source.resource("TradingAnalyticsTable").property("Replicas")
    assert [tags(one["Tags"]).get("Owner") for one in replicas] == ["desk 7", "desk 7"]


def test_every_function_knows_its_deployment_and_both_regions(pair: Callable[..., Pair]) -> None:
    common = {"ENVIRONMENT": "verify", "SOURCE_REGION": SOURCE, "TARGET_REGION": TARGET}
    for stack in pair(MirrorEnabled="true", HistoricalTableName="trades"):
        for function in all_of(stack, "AWS::Lambda::Function"):
            variables = function.property("Environment.Variables")
            assert {name: variables.get(name) for name in common} == common, function
