"""The ARNs of what the template makes, by kind of resource as IAM counts them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from tests.place import ACCOUNT
from tests.unit.permissions.service_authorization import formats

GENERATED = "0a1b2c3d4e5f67890"  # what AWS makes up: the id of a VPC, a key, a plan
_VARIABLE = re.compile(r"\$\{\w+\}")


class Form(NamedTuple):
    """The kinds of ARNs that a resource has, and the properties that fill the ARN's variables, in order."""

    kinds: tuple[str, ...]
    names: tuple[str, ...] = ()


def _ec2(*kinds: str) -> Form:
    return Form(tuple(f"ec2:{kind}" for kind in kinds))


FORMS = {
    "AWS::Backup::BackupPlan": Form(("backup:backupPlan",)),
    "AWS::Backup::BackupSelection": Form(("backup:backupPlan",)),
    "AWS::Backup::BackupVault": Form(("backup:backupVault",), ("BackupVaultName",)),
    "AWS::Backup::RestoreTestingPlan": Form(("backup:restoreTestingPlan",), ("RestoreTestingPlanName",)),
    "AWS::CloudWatch::Alarm": Form(("cloudwatch:alarm",), ("AlarmName",)),
    "AWS::CloudWatch::Dashboard": Form(("cloudwatch:dashboard",), ("DashboardName",)),
    "AWS::DynamoDB::GlobalTable": Form(("dynamodb:table",), ("TableName",)),
    "AWS::DynamoDB::Table": Form(("dynamodb:table",), ("TableName",)),
    "AWS::EC2::EIP": _ec2("elastic-ip"),
    "AWS::EC2::FlowLog": _ec2("vpc-flow-log", "vpc"),
    "AWS::EC2::InternetGateway": _ec2("internet-gateway"),
    "AWS::EC2::NatGateway": _ec2("natgateway", "elastic-ip", "subnet"),
    "AWS::EC2::Route": _ec2("route-table"),
    "AWS::EC2::RouteTable": _ec2("route-table", "vpc"),
    "AWS::EC2::SecurityGroup": _ec2("security-group", "security-group-rule", "vpc"),
    "AWS::EC2::SecurityGroupEgress": _ec2("security-group", "security-group-rule"),
    "AWS::EC2::SecurityGroupIngress": _ec2("security-group", "security-group-rule"),
    "AWS::EC2::Subnet": _ec2("subnet", "vpc"),
    "AWS::EC2::SubnetRouteTableAssociation": _ec2("route-table", "subnet"),
    "AWS::EC2::VPC": _ec2("vpc"),
    "AWS::EC2::VPCEndpoint": _ec2("vpc-endpoint", "route-table", "security-group", "subnet", "vpc"),
    "AWS::EC2::VPCGatewayAttachment": _ec2("internet-gateway", "vpc"),
    "AWS::EC2::VPCPeeringConnection": _ec2("vpc-peering-connection", "vpc"),
    "AWS::Events::Archive": Form(("events:archive",), ("ArchiveName",)),
    "AWS::Events::EventBus": Form(("events:event-bus",), ("Name",)),
    "AWS::IAM::Role": Form(("iam:role",), ("RoleName",)),
    "AWS::KMS::Alias": Form(("kms:alias",), ("AliasName",)),
    "AWS::KMS::Key": Form(("kms:key", "kinesis:kmsKey", "events:key")),
    "AWS::Kinesis::Stream": Form(("kinesis:stream",), ("Name",)),
    "AWS::Lambda::EventSourceMapping": Form(("lambda:eventSourceMapping",)),
    "AWS::Lambda::Function": Form(("lambda:function",), ("FunctionName",)),
    "AWS::Logs::LogGroup": Form(("logs:log-group",), ("LogGroupName",)),
    "AWS::Route53::HealthCheck": Form(("route53:healthcheck",)),
    "AWS::Route53::HostedZone": Form(("route53:hostedzone", "route53:change")),
    "AWS::S3::Bucket": Form(("s3:bucket",), ("BucketName",)),
    "AWS::SNS::Topic": Form(("sns:topic",), ("TopicName",)),
    "AWS::SQS::Queue": Form(("sqs:queue",), ("QueueName",)),
    "AWS::SSM::Parameter": Form(("ssm:parameter",), ("Name",)),
    "AWS::StepFunctions::StateMachine": Form(("states:statemachine",), ("StateMachineName",)),
}
# Types that are no resources to IAM, and the kind of what they belong to.
BELONG_TO = {"AWS::Events::EventBusPolicy": "events:event-bus", "AWS::S3::BucketPolicy": "s3:bucket"}
NOTHING = Form(())
_RULES = (
    Form(("events:rule-on-default-event-bus",), ("Name",)),
    Form(("events:rule-on-custom-event-bus",), ("EventBusName", "Name")),
)


def form(type_name: str, properties: Mapping[str, Any]) -> Form:
    """The form of a resource; a rule's depends on whether it has a bus of its own."""
    return _RULES["EventBusName" in properties] if type_name == "AWS::Events::Rule" else FORMS.get(type_name, NOTHING)


def arns(type_name: str, properties: Mapping[str, Any], region: str) -> list[tuple[str, str]]:
    """The kinds of a resource's ARNs, and the ARNs; a name that is not given is one that CloudFormation makes."""
    kinds, names = form(type_name, properties)
    unnamed = f"StackSet-trading-{GENERATED}-{type_name.rpartition(':')[2]}-{GENERATED}"
    values = [str(properties.get(name, unnamed)).removeprefix("alias/").removeprefix("/") for name in names]
    if kinds == ("logs:log-group",):  # whose names keep the slash that they begin with
        values = [str(properties.get(name, unnamed)) for name in names]
    return [(kind, filled(formats()[kind], region, values)) for kind in kinds]


def filled(pattern: str, region: str, values: Iterable[str]) -> str:
    """An ARN from its format: account and region first, then the values in order, then what AWS makes up."""
    fixed = {"${Partition}": "aws", "${Region}": region, "${Account}": ACCOUNT}
    for variable, value in fixed.items():
        pattern = pattern.replace(variable, value)
    rest = iter(values)
    return _VARIABLE.sub(lambda _: next(rest, GENERATED), pattern)


def touched(made: Iterable[tuple[str, Mapping[str, Any]]], type_name: str) -> set[str]:
    """The kinds that a type's handlers work on."""
    forms = (form(name, properties) for name, properties in made if name == type_name)
    return {kind for one in forms for kind in one.kinds} | {BELONG_TO.get(type_name, "")}


def by_kind(made: Iterable[tuple[str, Mapping[str, Any]]], region: str) -> dict[str, set[str]]:
    """All ARNs of the resources, pairs of type and properties, by kind."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for type_name, properties in made:
        for kind, arn in arns(type_name, properties, region):
            found[kind].add(arn)
    return dict(found)
