"""Questions that one call answers: is it there, and in which state."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from tapstack.deploy.checks import KEYS, MACHINES, WORKING
from tapstack.deploy.proving.answers import Answer, Question, failed, judged, open_, passed

if TYPE_CHECKING:
    from tapstack.deploy.proving.asked import Asked
    from tapstack.findings import Check

_ANY = ()
_UNDER_WAY = ("CREATING", "UPDATING", "PENDING", "MODIFYING")


class State(NamedTuple):
    """The call that tells a state: ``argument`` takes the physical id, ``path`` leads to the state.

    A step that ends with ``[]`` leads to the first of a list.
    ``wanted`` are the states of what works, letter case aside: EC2's documentation and answers differ in it. Empty if
    it is enough that there is something at the path.
    """

    service: str
    operation: str
    argument: str
    path: str
    wanted: tuple[str, ...] = _ANY
    many: bool = False
    check: Check = WORKING

    def ask(self, asked: Asked) -> Iterator[Answer]:
        """PASS in a wanted state, UNKNOWN while something is under way, FAIL in any other."""
        value: Any = [asked.physical_id] if self.many else asked.physical_id
        told = getattr(asked.client(self.service), self.operation)(**{self.argument: value})
        yield self._answer(_at(told, self.path))

    def _answer(self, state: Any) -> Answer:
        said = f"{self.service} {self.operation}: {self.path} is {state}."
        if not state:
            return failed(f"{self.service} {self.operation} tells nothing of it.")
        if not self.wanted:
            return passed(said)
        if str(state).upper() in self.wanted:
            return passed(said)
        if str(state).upper() in _UNDER_WAY:
            return open_(f"{said} Ask again later.")
        return failed(f"{said} It should be {self.wanted[0]}.")


def _at(told: Any, path: str) -> Any:
    """What stands at a path; None where nothing does."""
    for step in path.split("."):
        name, _, many = step.partition("[")
        told = told.get(name) if isinstance(told, dict) else None
        if many:
            told = told[0] if told else None
    return told


STATES: Mapping[str, State] = {
    "AWS::Backup::BackupVault": State("backup", "describe_backup_vault", "BackupVaultName", "BackupVaultArn"),
    "AWS::DynamoDB::Table": State("dynamodb", "describe_table", "TableName", "Table.TableStatus", ("ACTIVE",)),
    "AWS::EC2::FlowLog": State(
        "ec2", "describe_flow_logs", "FlowLogIds", "FlowLogs[].FlowLogStatus", ("ACTIVE",), many=True
    ),
    "AWS::EC2::NatGateway": State(
        "ec2", "describe_nat_gateways", "NatGatewayIds", "NatGateways[].State", ("AVAILABLE",), many=True
    ),
    "AWS::EC2::Subnet": State("ec2", "describe_subnets", "SubnetIds", "Subnets[].State", ("AVAILABLE",), many=True),
    "AWS::EC2::VPC": State("ec2", "describe_vpcs", "VpcIds", "Vpcs[].State", ("AVAILABLE",), many=True),
    "AWS::EC2::VPCEndpoint": State(
        "ec2", "describe_vpc_endpoints", "VpcEndpointIds", "VpcEndpoints[].State", ("AVAILABLE",), many=True
    ),
    "AWS::Events::Archive": State("events", "describe_archive", "ArchiveName", "State", ("ENABLED",)),
    "AWS::KMS::Key": State("kms", "describe_key", "KeyId", "KeyMetadata.KeyState", ("ENABLED",), check=KEYS),
    "AWS::Kinesis::Stream": State(
        "kinesis", "describe_stream_summary", "StreamName", "StreamDescriptionSummary.StreamStatus", ("ACTIVE",)
    ),
    "AWS::SNS::Topic": State("sns", "get_topic_attributes", "TopicArn", "Attributes.TopicArn"),
    "AWS::SQS::Queue": State("sqs", "get_queue_attributes", "QueueUrl", "ResponseMetadata.HTTPStatusCode"),
    "AWS::StepFunctions::StateMachine": State(
        "stepfunctions", "describe_state_machine", "stateMachineArn", "status", ("ACTIVE",), check=MACHINES
    ),
}


def of_state(type_name: str) -> Question:
    """The question for a type's state."""
    state = STATES[type_name]
    return Question(state.check, state.ask)


def function(asked: Asked) -> Iterator[Answer]:
    """Whether a function can be called, and its last update went well.

    Source: botocore lambda, FunctionConfiguration.State (Inactive: it was idle, and the next call wakes it).
    """
    told = asked.client("lambda").get_function_configuration(FunctionName=asked.physical_id)
    state, update = told.get("State", "Active"), told.get("LastUpdateStatus", "Successful")
    said = f"Its State is {state}, its LastUpdateStatus {update}."
    if "Pending" in state or update == "InProgress":
        yield open_(f"{said} Ask again later.")
    else:
        yield judged(state in ("Active", "Inactive") and update == "Successful", said)
