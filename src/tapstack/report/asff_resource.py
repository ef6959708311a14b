"""A resource of the template as Security Hub names it. No physical name is known before the deployment."""

from typing import Any

from tapstack.report.asff_source import place

TYPES = {
    "AWS::Backup::BackupPlan": "AwsBackupBackupPlan",
    "AWS::Backup::BackupVault": "AwsBackupBackupVault",
    "AWS::CloudWatch::Alarm": "AwsCloudWatchAlarm",
    "AWS::DynamoDB::GlobalTable": "AwsDynamoDbTable",
    "AWS::DynamoDB::Table": "AwsDynamoDbTable",
    "AWS::EC2::EIP": "AwsEc2Eip",
    "AWS::EC2::RouteTable": "AwsEc2RouteTable",
    "AWS::EC2::SecurityGroup": "AwsEc2SecurityGroup",
    "AWS::EC2::Subnet": "AwsEc2Subnet",
    "AWS::EC2::VPC": "AwsEc2Vpc",
    "AWS::EC2::VPCPeeringConnection": "AwsEc2VpcPeeringConnection",
    "AWS::Events::EventBus": "AwsEventsEventbus",
    "AWS::IAM::Role": "AwsIamRole",
    "AWS::KMS::Key": "AwsKmsKey",
    "AWS::Kinesis::Stream": "AwsKinesisStream",
    "AWS::Lambda::Function": "AwsLambdaFunction",
    "AWS::Route53::HostedZone": "AwsRoute53HostedZone",
    "AWS::S3::Bucket": "AwsS3Bucket",
    "AWS::SNS::Topic": "AwsSnsTopic",
    "AWS::SQS::Queue": "AwsSqsQueue",
    "AWS::StepFunctions::StateMachine": "AwsStepFunctionStateMachine",
}
"""From CloudFormation's names to those of Security Hub, for the types that it has; any other is ``Other``.

Source: the members of ResourceDetails in botocore's model of securityhub.
"""


def resource(name: str, kind: str, region: str) -> dict[str, Any]:
    """The resource with this logical id and type; without a name, the stack."""
    if not name:
        return {"Type": "AwsCloudFormationStack", "Id": f"tapstack:{region}", **_where(region)}
    details = {"LogicalResourceId": name[:1024], **({"ResourceType": kind} if kind else {})}
    return {
        "Type": TYPES.get(kind, "Other"),
        "Id": f"tapstack:{region}:{name}"[:512],
        **_where(region),
        "Details": {"Other": details},
    }


def _where(region: str) -> dict[str, str]:
    return {"Partition": place(region), "Region": region}
