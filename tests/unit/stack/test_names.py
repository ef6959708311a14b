"""What holds for names whatever the parameters are, and in whichever two regions: both stacks mean the same things.

That names are legal and the only ones of their kind is tested with all that the pipeline knows about our template,
in tests/integration/test_parameters.py.
"""

import json
import re
from collections.abc import Iterator
from itertools import chain
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapstack.findings import Status
from tapstack.pytest_plugin import Resource, Stack, StackSet, Template
from tapstack.pytest_plugin.strategies import parameter_values
from tapstack.template import Unresolved
from tests.place import ACCOUNT
from tests.unit.stack.iam import like
from tests.unit.stack.resources import all_of
from tests.unit.stack.values import plain

Values = dict[str, str]

# What AWS numbers itself. Everything else has a name that both stacks know before it is made.
MADE_BY_AWS = {
    "AWS::StackId", "AWS::StackName", "BackupPlan", "EndpointSecurityGroup.GroupId", "InternetGateway",
    "LambdaSecurityGroup.GroupId", "NatAddress.AllocationId", "NatGateway", "PeerContract.RouteTableIds",
    "PeerContract.VpcId", "PlatformKey", "PlatformKey.Arn", "PrivateRouteTable", "PrivateSubnet1", "PrivateSubnet2",
    "PrivateSubnet3", "PrivateZone", "PublicRouteTable", "PublicSubnet1", "SourceHealthCheck", "TargetHealthCheck",
    "TradingVPC", "VpcPeering",
}  # fmt: skip
# How a name becomes an ARN: type, property, and the ARN with region and name.
ARNS = {
    "AWS::Backup::BackupVault": ("BackupVaultName", "backup:{region}:{account}:backup-vault:{name}"),
    "AWS::CloudWatch::Alarm": ("AlarmName", "cloudwatch:{region}:{account}:alarm:{name}"),
    "AWS::DynamoDB::Table": ("TableName", "dynamodb:{region}:{account}:table/{name}"),
    "AWS::Events::EventBus": ("Name", "events:{region}:{account}:event-bus/{name}"),
    "AWS::IAM::Role": ("RoleName", "iam::{account}:role/{name}"),
    "AWS::KMS::Alias": ("AliasName", "kms:{region}:{account}:{name}"),
    "AWS::Kinesis::Stream": ("Name", "kinesis:{region}:{account}:stream/{name}"),
    "AWS::Lambda::Function": ("FunctionName", "lambda:{region}:{account}:function:{name}"),
    "AWS::Logs::LogGroup": ("LogGroupName", "logs:{region}:{account}:log-group:{name}"),
    "AWS::S3::Bucket": ("BucketName", "s3:::{name}"),
    "AWS::SNS::Topic": ("TopicName", "sns:{region}:{account}:{name}"),
    "AWS::SQS::Queue": ("QueueName", "sqs:{region}:{account}:{name}"),
    "AWS::SSM::Parameter": ("Name", "ssm:{region}:{account}:parameter{name}"),
    "AWS::StepFunctions::StateMachine": ("StateMachineName", "states:{region}:{account}:stateMachine:{name}"),
}
# ARNs of what no template of ours makes: AWS's own, ids that AWS makes, what was there before.
OF_OTHERS = [
    f"arn:aws:iam::{ACCOUNT}:root", "arn:aws:iam::aws:policy/*", "arn:aws:states:::lambda:invoke*", "*:key/*", "*:route-table/*",
    "*:vpc-peering-connection/*", "*:vpc-flow-log/*", "arn:aws:s3:*:job/*", "*:event-source-mapping:*", "arn:aws:ec2:*:*/*", "*:table/awsbackup-restore-test-*",
]  # fmt: skip


@pytest.fixture(scope="module")
def values(tapstack_template: Template, tapstack_stackset: StackSet) -> st.SearchStrategy[Values]:
    return parameter_values(tapstack_template, regions=tapstack_stackset.regions)


def pair_of(stackset: StackSet, values: Values) -> tuple[Stack, Stack]:
    """The source's and the target's stack, in the regions that the values name."""
    chosen = stackset.exactly(values)
    of_both = chosen[stackset.regions[0]].parameters
    return chosen.stack(of_both["SourceRegion"]), chosen.stack(of_both["TargetRegion"])


def unknown(value: Any) -> Iterator[Unresolved]:
    """What only AWS knows, in the value and in the texts in it."""
    members = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    if isinstance(value, Unresolved):
        yield from chain.from_iterable(map(unknown, value.parts)) if value.parts else [value]
    for member in members:
        yield from unknown(member)


def texts(value: Any) -> Iterator[str]:
    """Every text in it; of texts in JSON, as in the dashboard, those inside."""
    members = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    if isinstance(value, str):
        yield from texts(json.loads(value)) if value.startswith("{") else [value]
    for member in members:
        yield from texts(member)


def properties(stack: Stack) -> Iterator[tuple[Resource, Any]]:
    """Of each resource what it has, but not its code and not what MigrationRecord only waits for."""
    for resource in stack.resources.values():
        given = resource.properties
        yield resource, {name: value for name, value in given.items() if name not in {"Code", "After"}}


def made(stack: Stack) -> set[str]:
    """The ARN of everything that the stack makes and names, the table's replica in the target region as well."""
    named = [(one, *ARNS[one.type]) for one in stack.resources.values() if one.type in ARNS]
    arns = {of.format(region=stack.region, account=ACCOUNT, name=one.property(name)) for one, name, of in named}
    for table in stack.of_type("AWS::DynamoDB::GlobalTable"):
        name, regions = table.property("TableName"), [replica["Region"] for replica in table.property("Replicas")]
        arns |= {f"dynamodb:{region}:{ACCOUNT}:table/{name}" for region in regions}
    for rule in all_of(stack, "AWS::Events::Rule"):
        bus = rule.property("EventBusName", "")
        arns.add(f"events:{stack.region}:{ACCOUNT}:rule/{f'{bus}/' if bus else ''}{rule.property('Name')}")
    return {f"arn:aws:{arn}" for arn in arns}


def not_ours(chosen: Values, source: str) -> list[str]:
    """What there was before, what may stay away, and a log that the keys of both regions are told of."""
    suffix, table, bucket = (
        chosen.get(name) for name in ("EnvironmentSuffix", "HistoricalTableName", "HistoricalBucketName")
    )
    return [
        chosen.get("HistoricalKeyArn", ""),
        chosen.get("PermissionsBoundaryArn", ""),
        *([f"arn:aws:s3:::{bucket}", f"arn:aws:s3:::{bucket}/*"] if bucket else []),
        f"arn:aws:dynamodb:{source}:{ACCOUNT}:table/{table}*"
        if table
        else f"arn:aws:lambda:{source}:{ACCOUNT}:function:trading-{suffix}-catch-up",
        f"arn:aws:logs:{source}:{ACCOUNT}:log-group:/aws/vendedlogs/states/trading-migration-{suffix}",
    ]


def is_made(arn: str, all_made: set[str]) -> bool:
    """Whether the ARN, or the pattern of ARNs, is of something made, of what is in it, or of the path to it."""
    if arn in all_made:
        return True
    return any(
        like(one, arn) or arn.startswith((f"{one}:", f"{one}/")) or one.startswith(f"{arn}/") for one in all_made
    )


@given(data=st.data())
def test_both_stacks_render_without_an_error(data: st.DataObject, values, tapstack_stackset: StackSet) -> None:
    for stack in pair_of(tapstack_stackset, data.draw(values)):
        assert [problem for problem in stack.problems if problem.status is Status.FAIL] == []
        assert "MigrationRecord" in stack


@given(data=st.data())
def test_only_what_aws_numbers_is_not_known_beforehand(
    data: st.DataObject, values, tapstack_stackset: StackSet
) -> None:
    for stack in pair_of(tapstack_stackset, data.draw(values)):
        zones = {f"{stack.region}[{zone}]" for zone in range(3)}
        found = {one.of for _, given_ in properties(stack) for one in unknown(given_)}
        found |= {one.of for output in stack.outputs.values() for one in unknown(output)}
        assert found and found - zones <= MADE_BY_AWS


@given(data=st.data())
def test_every_arn_names_what_one_of_the_two_stacks_makes(
    data: st.DataObject, values, tapstack_stackset: StackSet
) -> None:
    """So neither can mean another bucket, table, bus, vault or role than the other makes, whichever region it is in."""
    chosen = data.draw(values)
    source, target = pair_of(tapstack_stackset, chosen)
    all_made = made(source) | made(target)
    others = [*OF_OTHERS, *not_ours(chosen, source.region)]
    for stack in (source, target):
        for resource, given_ in properties(stack):
            arns = {text for text in texts(plain(given_)) if text.startswith("arn:")}
            lost = {arn for arn in arns if not is_made(arn, all_made) and not any(like(arn, other) for other in others)}
            assert lost == set(), resource


@given(data=st.data())
def test_what_both_stacks_make_has_the_same_name_in_both_but_for_the_region(
    data: st.DataObject, values, tapstack_stackset: StackSet
) -> None:
    source, target = pair_of(tapstack_stackset, data.draw(values))
    shared = [name for name in source.resources if name in target.resources and source.resource(name).type in ARNS]
    assert len(shared) > 20
    for name in shared:
        key = ARNS[source.resource(name).type][0]
        theirs = [stack.resource(name).property(key).replace(stack.region, "{region}") for stack in (source, target)]
        assert theirs[0] == theirs[1]


@given(data=st.data())
def test_every_name_ends_in_or_holds_the_suffix(data: st.DataObject, values, tapstack_stackset: StackSet) -> None:
    """So several deployments can live in one account."""
    chosen = data.draw(values)
    for stack in pair_of(tapstack_stackset, chosen):
        kinds = {**ARNS, "AWS::Events::Rule": ("Name", "")}
        named = [(one, one.property(kinds[one.type][0])) for one in stack.resources.values() if one.type in kinds]
        suffixed = re.compile(rf"(^|[-/]){chosen['EnvironmentSuffix']}($|[-/])")
        assert [one.logical_id for one, name in named if not suffixed.search(name)] == []
        assert named


@given(data=st.data())
def test_the_two_networks_take_the_ranges_that_are_meant_for_them(
    data: st.DataObject, values, tapstack_stackset: StackSet
) -> None:
    source, target = pair_of(tapstack_stackset, data.draw(values))
    ranges = [source.parameters["SourceVpcCidr"], source.parameters["TargetVpcCidr"]]
    for stack, own, peer in ((source, *ranges), (target, *reversed(ranges))):
        assert stack.resource("TradingVPC").property("CidrBlock") == own
        assert stack.resource("PeerIngressRule").property("CidrIp") == peer
    assert source.resource("PeerRoute").property("DestinationCidrBlock") == ranges[1]
    assert source.resource("PeerRoutes").property("DestinationCidr") == ranges[0]


@given(data=st.data())
def test_texts_of_json_are_json_whatever_stands_in_them(
    data: st.DataObject, values, tapstack_stackset: StackSet
) -> None:
    for stack in pair_of(tapstack_stackset, data.draw(values)):
        for name, key in (("ConfigParameter", "Value"), ("MonitoringDashboard", "DashboardBody")):
            assert isinstance(json.loads(plain(stack.resource(name).property(key))), dict)
