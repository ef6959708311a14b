import pytest

from tapstack.deploy.checks import KEYS, MACHINES, WORKING
from tapstack.deploy.proving.questions.states import STATES
from tests.unit.deploy.proving.account import DENIED, Refusal, statuses, told

KEY = {"KeyMetadata": {"KeyId": "k"}}
FUNCTION = "lambda:GetFunctionConfiguration"
MACHINE = {
    "stateMachineArn": "m",
    "name": "n",
    "definition": "{}",
    "roleArn": "r",
    "type": "STANDARD",
    "creationDate": 1,
}
VAULT = {"BackupVaultArn": "arn:aws:backup:us-east-1:123456789012:backup-vault:it"}

ROWS = {
    "AWS::Backup::BackupVault": ("backup:DescribeBackupVault", VAULT, {}, Refusal("ResourceNotFoundException")),
    "AWS::DynamoDB::Table": (
        "dynamodb:DescribeTable",
        {"Table": {"TableStatus": "ACTIVE"}},
        {"Table": {"TableStatus": "ARCHIVED"}},
        Refusal("ResourceNotFoundException"),
    ),
    "AWS::EC2::FlowLog": (
        "ec2:DescribeFlowLogs",
        {"FlowLogs": [{"FlowLogStatus": "ACTIVE"}]},
        {"FlowLogs": []},
        {"FlowLogs": []},
    ),
    "AWS::EC2::NatGateway": (
        "ec2:DescribeNatGateways",
        {"NatGateways": [{"State": "available"}]},
        {"NatGateways": [{"State": "failed"}]},
        Refusal("NatGatewayNotFound"),
    ),
    "AWS::EC2::Subnet": (
        "ec2:DescribeSubnets",
        {"Subnets": [{"State": "available"}]},
        {"Subnets": [{"State": "unavailable"}]},
        Refusal("InvalidSubnetID.NotFound"),
    ),
    "AWS::EC2::VPC": (
        "ec2:DescribeVpcs",
        {"Vpcs": [{"State": "available"}]},
        {"Vpcs": []},
        Refusal("InvalidVpcID.NotFound"),
    ),
    "AWS::EC2::VPCEndpoint": (
        "ec2:DescribeVpcEndpoints",
        {"VpcEndpoints": [{"State": "Available"}]},
        {"VpcEndpoints": [{"State": "Rejected"}]},
        Refusal("InvalidVpcEndpointId.NotFound"),
    ),
    "AWS::Events::Archive": (
        "events:DescribeArchive",
        {"State": "ENABLED"},
        {"State": "DISABLED"},
        Refusal("ResourceNotFoundException"),
    ),
    "AWS::KMS::Key": (
        "kms:DescribeKey",
        {"KeyMetadata": {"KeyId": "k", "KeyState": "Enabled"}},
        {"KeyMetadata": {"KeyId": "k", "KeyState": "PendingDeletion"}},
        Refusal("NotFoundException"),
    ),
    "AWS::Kinesis::Stream": (
        "kinesis:DescribeStreamSummary",
        {
            "StreamDescriptionSummary": {
                "StreamName": "s",
                "StreamARN": "a",
                "StreamStatus": "ACTIVE",
                "RetentionPeriodHours": 24,
                "StreamCreationTimestamp": 1,
                "EnhancedMonitoring": [],
                "OpenShardCount": 1,
            }
        },
        {
            "StreamDescriptionSummary": {
                "StreamName": "s",
                "StreamARN": "a",
                "StreamStatus": "DELETING",
                "RetentionPeriodHours": 24,
                "StreamCreationTimestamp": 1,
                "EnhancedMonitoring": [],
                "OpenShardCount": 1,
            }
        },
        Refusal("ResourceNotFoundException"),
    ),
    "AWS::SNS::Topic": (
        "sns:GetTopicAttributes",
        {"Attributes": {"TopicArn": "a"}},
        {"Attributes": {}},
        Refusal("NotFound"),
    ),
    "AWS::SQS::Queue": (
        "sqs:GetQueueAttributes",
        {},
        Refusal("QueueDoesNotExist"),
        Refusal("AWS.SimpleQueueService.NonExistentQueue"),
    ),
    "AWS::StepFunctions::StateMachine": (
        "stepfunctions:DescribeStateMachine",
        {**MACHINE, "status": "ACTIVE"},
        {**MACHINE, "status": "DELETING"},
        Refusal("StateMachineDoesNotExist"),
    ),
}
NAMES = {"AWS::KMS::Key": KEYS, "AWS::StepFunctions::StateMachine": MACHINES}


def ask(kind, answer):
    operation = ROWS[kind][0]
    return told(NAMES.get(kind, WORKING), kind, {}, {operation: answer}, "https://sqs/it" if "SQS" in kind else "it")


def test_every_state_has_a_row_here():
    assert set(ROWS) == set(STATES)


@pytest.mark.parametrize("kind", ROWS)
def test_what_works_passes(kind):
    assert statuses(ask(kind, ROWS[kind][1])) == ["PASS"]


@pytest.mark.parametrize("kind", ROWS)
def test_what_does_not_fails(kind):
    assert statuses(ask(kind, ROWS[kind][2])) == ["FAIL"]


@pytest.mark.parametrize("kind", ROWS)
def test_what_is_not_there_fails(kind):
    assert statuses(ask(kind, ROWS[kind][3])) == ["FAIL"]


@pytest.mark.parametrize("kind", ROWS)
def test_what_may_not_be_asked_is_unknown(kind):
    assert statuses(ask(kind, DENIED)) == ["UNKNOWN"]


@pytest.mark.parametrize("kind", ROWS)
def test_trouble_is_an_error(kind):
    assert statuses(ask(kind, Refusal("InternalFailure"))) == ["ERROR"]


@pytest.mark.parametrize("state", ["CREATING", "UPDATING"])
def test_what_is_under_way_is_unknown(state):
    assert statuses(ask("AWS::DynamoDB::Table", {"Table": {"TableStatus": state}})) == ["UNKNOWN"]


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        ({"State": "Active", "LastUpdateStatus": "Successful"}, "PASS"),
        ({"State": "Inactive", "LastUpdateStatus": "Successful"}, "PASS"),
        ({"State": "Failed", "LastUpdateStatus": "Successful"}, "FAIL"),
        ({"State": "Active", "LastUpdateStatus": "Failed"}, "FAIL"),
        ({"State": "Pending"}, "UNKNOWN"),
        ({"State": "Active", "LastUpdateStatus": "InProgress"}, "UNKNOWN"),
        (DENIED, "UNKNOWN"),
        (Refusal("ResourceNotFoundException"), "FAIL"),
    ],
)
def test_functions_can_be_called_and_were_updated_well(answer, status):
    assert statuses(told(WORKING, "AWS::Lambda::Function", {}, {FUNCTION: answer})) == [status]


def test_other_types_are_not_asked_and_not_passed():
    assert told(WORKING, "AWS::IAM::Role", {}, {}) == [
        ("SKIP", "Nothing is asked of this type beyond CloudFormation's status.")
    ]
