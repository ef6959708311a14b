"""VPC-021: an endpoint is for a service of its region, of a type that the service has."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.checks.truths.vpc.endpoints import GATEWAY_SERVICES, kind, service
from tapstack.graph.stackset import Property


def judge(endpoint: Property, _: View) -> Iterator[Fault]:
    """A fault for a service of another region, and for a gateway to a service that has none."""
    if not endpoint.has("ServiceName"):
        return
    name = endpoint["ServiceName"]
    region, short = service(endpoint)
    if region and region != endpoint.item.region and not endpoint.has("ServiceRegion"):
        yield Fault(name, f"{name.shown} is a service of {region}, not of {endpoint.item.region}.")
    if short and kind(endpoint) == "Gateway" and short not in GATEWAY_SERVICES:
        yield Fault(name, f"{name.shown} has no gateway endpoint; without VpcEndpointType one is asked for.")


TRUTH = Truth(
    id="VPC-021",
    title="An endpoint is for a service of its region, of a type that the service offers",
    why="EC2 refuses it: InvalidServiceName, or the type is not available for the service, and the stack fails.",
    fix="Build ServiceName with ${AWS::Region}, and say VpcEndpointType: Interface for all but S3 and DynamoDB.",
    source="resource schema AWS::EC2::VPCEndpoint (ServiceName; the default type is Gateway); AWS PrivateLink Guide:"
    " Gateway endpoints (S3 and DynamoDB)",
    about=("AWS::EC2::VPCEndpoint",),
    judge=judge,
)
