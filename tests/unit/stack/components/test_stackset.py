"""The StackSet: one template that two stacks are made of, which people can read and CloudFormation takes.

Limits are CloudFormation's quotas: 51,200 bytes in a request and 1 MB by URL, 500 resources, 200 parameters, 200 outputs,
1,024 bytes for a description.
"""

import itertools
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tapstack.pytest_plugin import RefusedError, StackSet
from tests.place import SOURCE, TARGET
from tests.unit.stack.conftest import Pair
from tests.unit.stack.values import plain, tags

ROOT = Path(__file__).parents[4]
SECTIONS = [
    "AWSTemplateFormatVersion",
    "Description",
    "Metadata",
    "Parameters",
    "Rules",
    "Mappings",
    "Conditions",
    "Resources",
    "Outputs",
]
ATTRIBUTES = ["Type", "Condition", "DependsOn", "DeletionPolicy", "UpdateReplacePolicy", "Metadata", "Properties"]
HOLDS_DATA = {
    "AWS::S3::Bucket",
    "AWS::DynamoDB::Table",
    "AWS::DynamoDB::GlobalTable",
    "AWS::Kinesis::Stream",
    "AWS::KMS::Key",
    "AWS::Backup::BackupVault",
}


@pytest.fixture(scope="module")
def text() -> str:
    return (ROOT / "lib" / "TapStack.json").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def seed() -> Any:
    """The template that the platform started from."""
    return json.loads((ROOT / "tests" / "fixtures" / "seed.json").read_text(encoding="utf-8"))


def inside(value: Any) -> Iterator[Any]:
    """The value and everything in it."""
    yield value
    for member in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from inside(member)


def texts(value: Any) -> Iterator[str]:
    """Every text in it that is not code."""
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    if isinstance(value, str):
        yield value
    for name, member in members:
        if name != "ZipFile":
            yield from texts(member)


# One file


def test_sections_stand_in_the_order_of_the_documentation(raw) -> None:
    assert list(raw) == SECTIONS


def test_nothing_needs_a_transform(raw) -> None:
    """The role of a service-managed StackSet runs none."""
    functions = {key for value in inside(raw) if isinstance(value, dict) for key in value if key.startswith("Fn::")}
    names = "And Cidr Equals FindInMap GetAtt If Join Not Or Select Split Sub"
    assert functions <= {f"Fn::{name}" for name in names.split()}


def test_maps_are_read_as_without_a_transform(raw) -> None:
    """With AWS::LanguageExtensions only, FindInMap takes a default and functions other than FindInMap and Ref."""
    read = [value["Fn::FindInMap"] for value in inside(raw) if isinstance(value, dict) and "Fn::FindInMap" in value]
    assert read
    for arguments in read:
        assert len(arguments) == 3
        assert {key for value in inside(arguments) if isinstance(value, dict) for key in value} <= {
            "Fn::FindInMap",
            "Ref",
        }


def test_each_map_knows_every_region_that_can_be_chosen(raw) -> None:
    """A region that a map does not know would be refused in the middle of an operation."""
    regions = {one for name in ("SourceRegion", "TargetRegion") for one in raw["Parameters"][name]["AllowedValues"]}
    assert [set(rows) for rows in raw["Mappings"].values()] == [regions]


def test_the_template_goes_by_url_with_room_to_grow(text) -> None:
    assert 51_200 < len(text.encode()) < 0.75 * 1_000_000


@pytest.mark.parametrize(("section", "quota"), [("Resources", 500), ("Parameters", 200), ("Outputs", 200)])
def test_quotas_are_not_even_half_used(section, quota, raw) -> None:
    assert 0 < len(raw[section]) < quota / 2


def test_the_file_is_written_for_readers(text) -> None:
    lines = text.splitlines()
    assert text.endswith("}\n") and "\t" not in text and "\r" not in text
    assert [number for number, line in enumerate(lines, 1) if line != line.rstrip()] == []
    assert {len(line) - len(line.lstrip(" ")) for line in lines} <= set(range(0, 80, 2))


def test_no_key_is_written_twice(text) -> None:
    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        assert len(dict(pairs)) == len(pairs), [key for key, _ in pairs]
        return dict(pairs)

    json.loads(text, object_pairs_hook=once)


def test_resources_stand_in_their_sections_in_order(raw) -> None:
    sections = raw["Metadata"]["Sections"]
    assert list(itertools.chain(*sections.values())) == list(raw["Resources"])


def test_attributes_of_resources_stand_in_one_order(raw) -> None:
    for name, body in raw["Resources"].items():
        assert list(body) == [attribute for attribute in ATTRIBUTES if attribute in body], name


def test_properties_of_a_type_stand_in_one_order(raw) -> None:
    follows: dict[tuple[str, str, str], str] = {}
    for name, body in raw["Resources"].items():
        for first, second in itertools.combinations(body["Properties"], 2):
            assert (body["Type"], second, first) not in follows, f"{name}: {first} before {second}, else {follows}"
            follows[body["Type"], first, second] = name


def test_lists_of_actions_are_sorted_and_name_each_once(raw) -> None:
    for value in inside(raw["Resources"]):
        if isinstance(value, dict) and isinstance(actions := value.get("Action"), list):
            assert actions == sorted(set(actions))


def test_no_partition_account_or_region_is_written_in(raw) -> None:
    """But in the sources of functions, whose comments may."""
    written = [value for name in ("Conditions", "Resources", "Outputs") for value in texts(raw[name])]
    assert [value for value in written if "arn:aws" in value or re.search(r"\d{12}|\b(us|eu)-[a-z]+-\d", value)] == []


# Parameters


def test_every_parameter_is_in_one_group_of_the_console(raw) -> None:
    groups = raw["Metadata"]["AWS::CloudFormation::Interface"]["ParameterGroups"]
    shown = list(itertools.chain(*(group["Parameters"] for group in groups)))
    assert shown == list(raw["Parameters"])
    labels = [group["Label"]["default"] for group in groups]
    assert len(labels) == len(set(labels))


@pytest.mark.parametrize("section", ["Parameters", "Outputs"])
def test_everything_that_people_see_is_described(section, raw) -> None:
    for name, body in raw[section].items():
        assert 10 < len(body["Description"]) <= 1024, name


def test_every_rule_says_what_it_asks_for(raw) -> None:
    said = [one["AssertDescription"] for rule in raw["Rules"].values() for one in rule["Assertions"]]
    assert all(" must " in one for one in said) and len(said) == 3


def test_no_parameter_takes_just_anything(raw) -> None:
    for name, body in raw["Parameters"].items():
        bounded = {"AllowedValues"} <= set(body) or {"MinValue", "MaxValue"} <= set(body)
        assert bounded or {"AllowedPattern", "ConstraintDescription"} <= set(body), name


def test_a_suffix_is_enough_to_deploy(raw, tapstack_stackset: StackSet) -> None:
    assert [name for name, body in raw["Parameters"].items() if "Default" not in body] == ["EnvironmentSuffix"]
    assert len(tapstack_stackset.exactly({"EnvironmentSuffix": "abc"}).stacks) == 2


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"TargetRegion": SOURCE, "ActiveRegion": SOURCE}, "SourceRegion and TargetRegion must differ"),
        ({"SourceVpcCidr": "10.20.0.0/16"}, "SourceVpcCidr and TargetVpcCidr must differ"),
        ({"ActiveRegion": "eu-west-1"}, "ActiveRegion must be SourceRegion or TargetRegion"),
    ],
)
def test_what_cannot_work_together_is_refused(given, says, tapstack_stackset: StackSet) -> None:
    for region in (SOURCE, TARGET):
        with pytest.raises(RefusedError, match=says):
            tapstack_stackset.with_parameters(given).stack(region)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("EnvironmentSuffix", value) for value in ("ab", "x" * 21, "-abc", "abc-", "a--b", "Abc", "a_b")),
        *((name, value) for name in ("SourceVpcCidr", "TargetVpcCidr") for value in ("10.0.0.1/16", "10.0.0.0/15", "10.0.0.0/21", "8.8.0.0/16", "172.32.0.0/16", "10.0.16.0/19")),
        *((name, "us-gov-west-1") for name in ("SourceRegion", "TargetRegion", "ActiveRegion")),
        ("ShardCount", "9"),
        ("WarmWriteUnits", "3999"),
        ("WarmReadUnits", "11999"),
        ("ParallelizationFactor", "11"),
        ("BackupRetentionDays", "34"),
        ("LogRetentionDays", "31"),
        ("HistoricalBucketName", "No"),
        ("HistoricalTableName", "a"),
        ("HistoricalKeyArn", "alias/old"),
        ("PermissionsBoundaryArn", "arn:aws:iam::123456789012:role/boundary"),
        ("NotificationEmail", "desk"),
        ("PrivateZoneName", "trading"),
        ("PrivateZoneName", f"{'.'.join(['z' * 48] * 4)}.internal"),
        ("NotificationEmail", f"desk@{'x' * 246}.com"),
        ("MigrationId", "a b"),
        ("ReplicationMode", "BOTH"),
        ("VaultLock", "LOCKED"),
        *((name, "yes") for name in ("MirrorEnabled", "InterfaceEndpoints", "NatGatewayEnabled", "LifecycleEnabled", "BackupDataBucket")),
    ],
)  # fmt: skip
def test_a_value_that_cannot_work_is_refused_before_anything_is_made(name, value, tapstack_stackset: StackSet) -> None:
    with pytest.raises(RefusedError, match=rf"Parameter {name}\b"):
        tapstack_stackset.with_parameters({name: value}).stack(TARGET)


# What the seed had


def test_every_resource_of_the_seed_is_still_there(raw, seed) -> None:
    changed = {"TradingAnalyticsTable": "AWS::DynamoDB::GlobalTable"}
    types = {name: changed.get(name, body["Type"]) for name, body in seed["Resources"].items()}
    assert {name: raw["Resources"].get(name, {}).get("Type") for name in types} == types


def test_every_output_of_the_seed_is_still_there_and_exported_under_its_name(raw, seed) -> None:
    exports = {name: body.get("Export") for name, body in seed["Outputs"].items()}
    assert {name: raw["Outputs"].get(name, {}).get("Export") for name in exports} == exports
    assert {name for name, body in raw["Outputs"].items() if "Export" in body} == {
        name for name, export in exports.items() if export
    }


def test_parameters_and_conditions_of_the_seed_keep_their_names_and_defaults(raw, seed) -> None:
    for section in ("Parameters", "Conditions"):
        assert set(seed[section]) <= set(raw[section])
    defaults = {name: body.get("Default") for name, body in seed["Parameters"].items()}
    assert {name: raw["Parameters"][name].get("Default") for name in defaults} == defaults
    assert {name: raw["Conditions"][name] for name in seed["Conditions"]} == seed["Conditions"]


# Two stacks


OF_BOTH = {
    "TradingDataBucketName", "TradingDataBucketArn", "TradingAnalyticsTableName", "TradingAnalyticsTableArn", "AnalyticsFunctionArn",
    "MigrationTopicArn", "MarketDataStreamArn", "VPCId", "PlatformKeyArn", "MigrationBusArn", "BackupVaultArn", "ContractPath",
    "ContractRevision", "ActiveRegion", "DashboardUrl",
}  # fmt: skip
OF_ONE = {
    SOURCE: {"VpcPeeringConnectionId", "PrivateZoneId", "SourceHealthCheckId", "TargetHealthCheckId"},
    TARGET: {"MigrationStateMachineArn"},
}


def test_which_outputs_each_region_has(pair: Callable[..., Pair]) -> None:
    for stack in pair():
        assert set(stack.outputs) == OF_BOTH | OF_ONE[stack.region]


@pytest.mark.parametrize(
    ("output", "value"),
    [
        ("TradingDataBucketName", "trading-data-verify-123456789012-{}"),
        ("TradingDataBucketArn", "arn:aws:s3:::trading-data-verify-123456789012-{}"),
        ("TradingAnalyticsTableName", "trading-analytics-verify"),
        ("TradingAnalyticsTableArn", "arn:aws:dynamodb:{}:123456789012:table/trading-analytics-verify"),
        ("AnalyticsFunctionArn", "arn:aws:lambda:{}:123456789012:function:analytics-processor-verify"),
        ("MigrationTopicArn", "arn:aws:sns:{}:123456789012:migration-events-verify"),
        ("MarketDataStreamArn", "arn:aws:kinesis:{}:123456789012:stream/market-data-verify"),
        ("MigrationBusArn", "arn:aws:events:{}:123456789012:event-bus/trading-migration-verify"),
        ("BackupVaultArn", "arn:aws:backup:{}:123456789012:backup-vault:trading-vault-verify"),
        ("VPCId", "${{TradingVPC}}"),
        ("PlatformKeyArn", "${{PlatformKey.Arn}}"),
        ("ContractPath", "/trading-platform/verify/contract"),
        ("ActiveRegion", "us-east-1"),
    ],
)
def test_outputs_say_where_things_are(output, value, pair: Callable[..., Pair]) -> None:
    for stack in pair():
        assert plain(stack.output(output)) == value.format(stack.region)


def test_the_dashboard_that_is_linked_is_the_one_that_is_made(pair: Callable[..., Pair]) -> None:
    for stack in pair():
        url, name = stack.output("DashboardUrl"), stack.resource("MonitoringDashboard").property("DashboardName")
        assert (
            url
            == f"https://{stack.region}.console.aws.amazon.com/cloudwatch/home?region={stack.region}#dashboards:name={name}"
        )


@pytest.mark.parametrize(
    ("region", "output", "made"),
    [
        (SOURCE, "VpcPeeringConnectionId", "VpcPeering"),
        (SOURCE, "PrivateZoneId", "PrivateZone"),
        (SOURCE, "SourceHealthCheckId", "SourceHealthCheck"),
        (SOURCE, "TargetHealthCheckId", "TargetHealthCheck"),
    ],
)
def test_ids_that_aws_makes_are_told(region, output, made, tapstack_stackset: StackSet) -> None:
    assert plain(tapstack_stackset[region].output(output)) == f"${{{made}}}"


def test_people_are_told_which_revision_is_deployed(pair: Callable[..., Pair]) -> None:
    for stack in pair(ContractRevision="7"):
        assert str(stack.output("ContractRevision")) == "7"


def test_the_source_takes_from_the_contract_only_what_the_target_publishes(raw, target) -> None:
    taken = {
        value["Fn::GetAtt"][1]
        for value in inside(raw)
        if isinstance(value, dict) and value.get("Fn::GetAtt", [""])[0] == "PeerContract"
    }
    published = {one.property("Name").rpartition("/")[2] for one in target.of_type("AWS::SSM::Parameter")}
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
        for function in stack.of_type("AWS::Lambda::Function"):
            variables = function.property("Environment.Variables")
            assert {name: variables.get(name) for name in common} == common, function
