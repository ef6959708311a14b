"""ACCESS-007: the role of a function in a VPC may make its network interfaces."""

from collections.abc import Iterator

from tapstack.access import account, partition
from tapstack.checks.truths.access.needs import Need, faults
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Item, Property


def judge(properties: Property, view: View) -> Iterator[Fault]:
    """A fault for each action that is not permitted."""
    if properties["VpcConfig.SubnetIds"].raw:
        yield from faults(properties["Role"], _needs(properties.item), view)


def _needs(function: Item) -> Iterator[Need]:
    home = f"arn:{partition(function)}:ec2:{function.region}:{account(function)}"
    yield Need(("ec2:CreateNetworkInterface",), f"{home}:network-interface/\ue000Any:interface@\ue001")
    yield Need(("ec2:DescribeNetworkInterfaces",), "*")
    yield Need(("ec2:DeleteNetworkInterface",), f"{home}:network-interface/\ue000Any:interface@\ue001")


TRUTH = Truth(
    id="ACCESS-007",
    title="The role of a function in a VPC may make, describe and delete network interfaces",
    why="Lambda asks when the function is made: the provided execution role does not have permissions to call"
    " CreateNetworkInterface on EC2; the stack fails.",
    fix="Attach AWSLambdaVPCAccessExecutionRole, or permit ec2:CreateNetworkInterface, DescribeNetworkInterfaces and"
    " DeleteNetworkInterface on *.",
    source="AWS Lambda Developer Guide, Giving Lambda functions access to a VPC, required IAM permissions;"
    " amazon-connect/amazon-connect-salesforce-lambda#29 quotes the refusal",
    about=("AWS::Lambda::Function",),
    judge=judge,
)
