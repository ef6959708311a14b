"""NET-08, what is always there: a network reaches S3 and DynamoDB by gateway endpoints."""

from collections.abc import Iterator

from tapstack.checks.controls.control import ControlCheck
from tapstack.checks.truths.truth import Fault
from tapstack.checks.truths.view import View
from tapstack.checks.truths.vpc.callers import endpoints_of
from tapstack.graph.stackset import NotKnown, Property

SERVICES = ("s3", "dynamodb")


def judge(vpc: Property, view: View) -> Iterator[Fault]:
    """A fault for each of the two services that the network has no endpoint of."""
    there = endpoints_of(vpc.item, view)
    for service in SERVICES:
        if service not in there:
            yield Fault(vpc, f"{vpc.item} has no endpoint of {service}.")
        elif not there[service].certain:
            raise NotKnown(f"whether {there[service]} is made is not known")


CONTROL = ControlCheck(
    name="NETWORK_REACHES_STORES_BY_GATEWAY_ENDPOINT",
    title="A network has endpoints of S3 and DynamoDB",
    why="Without them records leave the network to be stored, or cannot be stored at all.",
    fix="Add gateway endpoints of com.amazonaws.REGION.s3 and com.amazonaws.REGION.dynamodb to the route tables.",
    source="https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html",
    controls=("NET-08",),
    about=("AWS::EC2::VPC",),
    judge=judge,
)
