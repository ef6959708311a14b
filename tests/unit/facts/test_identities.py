from typing import Any

import pytest

from tapstack.facts.identities import Format, choose, fill, identity, types

FRANKFURT = {
    "AWS::Partition": "aws",
    "AWS::Region": "eu-central-1",
    "AWS::AccountId": "123456789012",
    "AWS::URLSuffix": "amazonaws.com",
}
VIRGINIA = FRANKFURT | {"AWS::Region": "us-east-1"}
CHINA = FRANKFURT | {"AWS::Partition": "aws-cn", "AWS::Region": "cn-north-1", "AWS::URLSuffix": "amazonaws.com.cn"}
GOVERNMENT = FRANKFURT | {"AWS::Partition": "aws-us-gov", "AWS::Region": "us-gov-west-1"}


def given(type_name: str, attribute: str, properties: dict[str, Any], place: dict[str, str] = FRANKFURT) -> str | None:
    return fill(identity(type_name).get(attribute), (place | properties).get)


# Expected values: the type's "Return values" in the CloudFormation Template Reference and the ARN formats of the
# Service Authorization Reference, with names of our own.
DETERMINED = [
    ("AWS::S3::Bucket", "Ref", {"BucketName": "data"}, "data"),
    ("AWS::S3::Bucket", "Arn", {"BucketName": "data"}, "arn:aws:s3:::data"),
    ("AWS::S3::Bucket", "DomainName", {"BucketName": "data"}, "data.s3.amazonaws.com"),
    ("AWS::S3::Bucket", "RegionalDomainName", {"BucketName": "data"}, "data.s3.eu-central-1.amazonaws.com"),
    ("AWS::DynamoDB::Table", "Arn", {"TableName": "t"}, "arn:aws:dynamodb:eu-central-1:123456789012:table/t"),
    ("AWS::DynamoDB::GlobalTable", "Arn", {"TableName": "t"}, "arn:aws:dynamodb:eu-central-1:123456789012:table/t"),
    ("AWS::Kinesis::Stream", "Arn", {"Name": "s"}, "arn:aws:kinesis:eu-central-1:123456789012:stream/s"),
    ("AWS::Lambda::Function", "Arn", {"FunctionName": "f"}, "arn:aws:lambda:eu-central-1:123456789012:function:f"),
    (
        "AWS::Lambda::Alias",
        "Ref",
        {"FunctionName": "f", "Name": "live"},
        "arn:aws:lambda:eu-central-1:123456789012:function:f:live",
    ),
    (
        "AWS::Lambda::Alias",
        "AliasArn",
        {"FunctionName": "arn:aws:lambda:us-east-1:210987654321:function:f", "Name": "live"},
        "arn:aws:lambda:us-east-1:210987654321:function:f:live",
    ),
    ("AWS::IAM::Role", "Ref", {"RoleName": "r"}, "r"),
    ("AWS::IAM::Role", "Arn", {"RoleName": "r"}, "arn:aws:iam::123456789012:role/r"),
    ("AWS::IAM::Role", "Arn", {"RoleName": "r", "Path": "/"}, "arn:aws:iam::123456789012:role/r"),
    ("AWS::IAM::Role", "Arn", {"RoleName": "r", "Path": "/a/b/"}, "arn:aws:iam::123456789012:role/a/b/r"),
    ("AWS::IAM::ManagedPolicy", "Ref", {"ManagedPolicyName": "p"}, "arn:aws:iam::123456789012:policy/p"),
    ("AWS::SSM::Parameter", "Ref", {"Name": "/trading/config"}, "/trading/config"),
    (
        "AWS::SSM::Parameter",
        "Arn",
        {"Name": "/trading/config"},
        "arn:aws:ssm:eu-central-1:123456789012:parameter/trading/config",
    ),
    ("AWS::SSM::Parameter", "Arn", {"Name": "config"}, "arn:aws:ssm:eu-central-1:123456789012:parameter/config"),
    ("AWS::SNS::Topic", "Ref", {"TopicName": "t"}, "arn:aws:sns:eu-central-1:123456789012:t"),
    ("AWS::SQS::Queue", "Ref", {"QueueName": "q"}, "https://sqs.eu-central-1.amazonaws.com/123456789012/q"),
    ("AWS::SQS::Queue", "Arn", {"QueueName": "q.fifo"}, "arn:aws:sqs:eu-central-1:123456789012:q.fifo"),
    ("AWS::Logs::LogGroup", "Arn", {"LogGroupName": "/g"}, "arn:aws:logs:eu-central-1:123456789012:log-group:/g:*"),
    ("AWS::Logs::LogStream", "Ref", {"LogGroupName": "g", "LogStreamName": "s"}, "s"),
    ("AWS::Events::Rule", "Ref", {"Name": "r"}, "r"),
    ("AWS::Events::Rule", "Ref", {"Name": "r", "EventBusName": "bus"}, "bus|r"),
    ("AWS::Events::Rule", "Arn", {"Name": "r"}, "arn:aws:events:eu-central-1:123456789012:rule/r"),
    (
        "AWS::Events::Rule",
        "Arn",
        {"Name": "r", "EventBusName": "bus"},
        "arn:aws:events:eu-central-1:123456789012:rule/bus/r",
    ),
    (
        "AWS::Events::Rule",
        "Arn",
        {"Name": "r", "EventBusName": "default"},
        "arn:aws:events:eu-central-1:123456789012:rule/r",
    ),
    (
        "AWS::StepFunctions::StateMachine",
        "Ref",
        {"StateMachineName": "m"},
        "arn:aws:states:eu-central-1:123456789012:stateMachine:m",
    ),
    ("AWS::KMS::Alias", "Ref", {"AliasName": "alias/a"}, "alias/a"),
    (
        "AWS::Backup::BackupVault",
        "BackupVaultArn",
        {"BackupVaultName": "v"},
        "arn:aws:backup:eu-central-1:123456789012:backup-vault:v",
    ),
    ("AWS::CloudWatch::Alarm", "Arn", {"AlarmName": "a"}, "arn:aws:cloudwatch:eu-central-1:123456789012:alarm:a"),
    (
        "AWS::Scheduler::Schedule",
        "Arn",
        {"Name": "s"},
        "arn:aws:scheduler:eu-central-1:123456789012:schedule/default/s",
    ),
    (
        "AWS::ECR::Repository",
        "RepositoryUri",
        {"RepositoryName": "r"},
        "123456789012.dkr.ecr.eu-central-1.amazonaws.com/r",
    ),
    ("AWS::RDS::DBInstance", "Ref", {"DBInstanceIdentifier": "db-1"}, "db-1"),
    ("AWS::EC2::VPC", "CidrBlock", {"CidrBlock": "10.10.0.0/16"}, "10.10.0.0/16"),
    ("AWS::EC2::Subnet", "CidrBlock", {"CidrBlock": "10.10.32.0/20"}, "10.10.32.0/20"),
    ("AWS::Glue::Database", "Ref", {"DatabaseInput.Name": "d"}, "d"),
    ("AWS::Budgets::Budget", "Ref", {"Budget.BudgetName": "b"}, "b"),
]


@pytest.mark.parametrize(("type_name", "attribute", "properties", "expected"), DETERMINED)
def test_name_account_and_region_determine_it(
    type_name: str, attribute: str, properties: dict[str, Any], expected: Any
) -> None:
    assert given(type_name, attribute, properties) == expected


ELSEWHERE = [
    (CHINA, "AWS::S3::Bucket", "Arn", {"BucketName": "b"}, "arn:aws-cn:s3:::b"),
    (CHINA, "AWS::SQS::Queue", "Ref", {"QueueName": "q"}, "https://sqs.cn-north-1.amazonaws.com.cn/123456789012/q"),
    (GOVERNMENT, "AWS::IAM::Role", "Arn", {"RoleName": "r"}, "arn:aws-us-gov:iam::123456789012:role/r"),
    (VIRGINIA, "AWS::SQS::Queue", "QueueUrl", {"QueueName": "q"}, "https://sqs.us-east-1.amazonaws.com/123456789012/q"),
    (VIRGINIA, "AWS::S3::Bucket", "RegionalDomainName", {"BucketName": "b"}, "b.s3.us-east-1.amazonaws.com"),
]


@pytest.mark.parametrize(("place", "type_name", "attribute", "properties", "expected"), ELSEWHERE)
def test_the_place_decides_partition_and_domain(
    place: dict[str, str], type_name: str, attribute: str, properties: dict[str, Any], expected: Any
) -> None:
    assert given(type_name, attribute, properties, place) == expected


UNDETERMINED = [
    ("AWS::S3::Bucket", "Ref", {}, "no name is given"),
    ("AWS::S3::Bucket", "WebsiteURL", {"BucketName": "b"}, "dash or dot depends on the region, and no source lists it"),
    ("AWS::DynamoDB::Table", "StreamArn", {"TableName": "t"}, "it ends in a time"),
    ("AWS::KMS::Key", "Arn", {}, "a random id"),
    ("AWS::SecretsManager::Secret", "Ref", {"Name": "s"}, "a random suffix"),
    ("AWS::ElasticLoadBalancingV2::LoadBalancer", "Ref", {"Name": "l"}, "a random id"),
    ("AWS::Lambda::Version", "Ref", {"FunctionName": "f"}, "a number that AWS counts"),
    ("AWS::Lambda::Function", "Arn", {"FunctionName": "arn:aws:lambda:eu-central-1:1:function:f"}, "not a plain name"),
    ("AWS::Backup::RestoreTestingPlan", "RestoreTestingPlanArn", {"RestoreTestingPlanName": "p"}, "a random suffix"),
    ("AWS::Events::Rule", "Ref", {"Name": "r", "EventBusName": "arn:aws:events:x:1:event-bus/b"}, "bus by ARN"),
    ("AWS::Events::Rule", "Ref", {"Name": "r", "EventBusName": "default"}, "no source says with or without the bus"),
    ("AWS::RDS::DBInstance", "Ref", {"DBInstanceIdentifier": "Orders"}, "kept in lower case"),
    ("AWS::IAM::Role", "Arn", {"RoleName": "r", "Path": "no-slash"}, "IAM refuses this path"),
    ("AWS::EC2::VPC", "CidrBlock", {"CidrBlock": "100.68.0.18/18"}, "kept as 100.68.0.0/18"),
    ("AWS::Glue::Database", "Ref", {"DatabaseInput.Name": "a", "DatabaseName": "b"}, "two names"),
    ("AWS::SSM::Parameter", "Arn", {"Name": "a/b"}, "SSM refuses this name"),
    ("Custom::PeerContract", "VpcId", {}, "a function's answer"),
]


@pytest.mark.parametrize(
    ("type_name", "attribute", "properties", "why"), UNDETERMINED, ids=lambda value: str(value)[:60]
)
def test_what_only_aws_can_make_is_not_made_up(
    type_name: str, attribute: str, properties: dict[str, Any], why: str
) -> None:
    assert given(type_name, attribute, properties) is None, why


def test_the_global_domain_of_a_bucket_is_that_of_the_commercial_partition() -> None:
    assert given("AWS::S3::Bucket", "DomainName", {"BucketName": "b"}, CHINA) is None


def test_a_value_that_is_no_text_matches_no_pattern_and_fills_nothing() -> None:
    unresolved = object()
    assert given("AWS::Events::Rule", "Ref", {"Name": "r", "EventBusName": unresolved}) is None
    assert given("AWS::S3::Bucket", "Ref", {"BucketName": unresolved}) is None


def test_a_form_says_its_parts() -> None:
    form = Format("a${B}c${D.E}", "test")
    assert form.parts == ("a", "B", "c", "D.E", "")
    assert form.names == ("B", "D.E")


def test_an_unknown_type_has_no_forms() -> None:
    assert identity("AWS::No::Such") == {}
    assert choose(None, FRANKFURT.get) is None


def test_the_table_knows_the_types_that_people_name() -> None:
    assert len(types()) >= 200
