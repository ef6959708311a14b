"""Custom::PeerRoutes: routes in the peer region, and names that are resolved across the peering."""

import ipaddress
import os
import time
from dataclasses import dataclass

from botocore.exceptions import ClientError

from parts.clients import code
from parts.custom_requests import FAILURES, ControlError, Request, client

PEERING = 60.0  # seconds that a peering connection may take to become active


@dataclass(frozen=True, order=True)
class Route:
    """A route in the peer region to this region's VPC."""

    region: str
    table: str
    destination: str  # as EC2 writes it, without host bits

    def put(self, peering: str) -> None:
        """Make the route, or turn the one that is there."""
        ec2 = client("ec2", self.region)
        route = {"RouteTableId": self.table, "DestinationCidrBlock": self.destination}
        try:
            ec2.create_route(**route, VpcPeeringConnectionId=peering)
        except ClientError as error:
            if code(error) != "RouteAlreadyExists":
                raise
            ec2.replace_route(**route, VpcPeeringConnectionId=peering)

    def remove(self, peering: str) -> None:
        """Delete the route if it leads to ``peering``; one that leads elsewhere is not ours."""
        ec2, ours = client("ec2", self.region), (self.destination, peering)
        try:
            found = ec2.describe_route_tables(RouteTableIds=[self.table])["RouteTables"][0]["Routes"]
            if ours in [(one.get("DestinationCidrBlock"), one.get("VpcPeeringConnectionId")) for one in found]:
                ec2.delete_route(RouteTableId=self.table, DestinationCidrBlock=self.destination)
        except ClientError as error:
            if code(error) not in ("InvalidRouteTableID.NotFound", "InvalidRoute.NotFound"):
                raise


def routes(request: Request) -> list[Route]:
    """The routes that the properties ask for; ControlError if they do not make sense."""
    try:
        destination = str(ipaddress.ip_network(request.text("DestinationCidr"), strict=False))
    except ValueError as error:
        raise ControlError(f"{request.where}: property DestinationCidr: {error}; give the VPC's CIDR block") from None
    region = request.text("PeerRegion")
    return sorted({Route(region, table, destination) for table in request.texts("RouteTableIds")})


def peering_status(region: str, peering: str) -> str:
    """The status of a peering connection as one of its regions sees it; ``unseen`` before that region knows of it."""
    try:
        answer = client("ec2", region).describe_vpc_peering_connections(VpcPeeringConnectionIds=[peering])
    except ClientError as error:
        if code(error) != "InvalidVpcPeeringConnectionID.NotFound":
            raise
        return "unseen"
    return next((str(one["Status"]["Code"]) for one in answer["VpcPeeringConnections"]), "unseen")


def wait_until_active(request: Request, region: str, peering: str) -> None:
    """Return when the connection is active, as routes and options need it; ControlError if it does not become so."""
    end = time.time() + PEERING
    coming = ("unseen", "initiating-request", "pending-acceptance", "provisioning")
    while (status := peering_status(region, peering)) != "active":
        if status not in coming or time.time() > end:
            raise ControlError(f"{request.where}: {peering} is {status} in {region}, not active; accept or replace it")
        time.sleep(3)


def put_routes(request: Request) -> dict[str, str]:
    """Routes back from the peer region, and each side's names resolved to private addresses on the other."""
    peering, wanted, peer = request.text("PeeringConnectionId"), routes(request), request.text("PeerRegion")
    # Each side's options are taken in that side's region only: ModifyVpcPeeringConnectionOptions in EC2's reference.
    sides = {os.environ["AWS_REGION"]: "Requester", peer: "Accepter"}
    for region in sides:
        wait_until_active(request, region, peering)
    for route in wanted:
        route.put(peering)
    for region, side in sides.items():
        options = {f"{side}PeeringConnectionOptions": {"AllowDnsResolutionFromRemoteVpc": True}}
        client("ec2", region).modify_vpc_peering_connection_options(VpcPeeringConnectionId=peering, **options)
    if request.old:
        before = request.before()
        for route in set(routes(before)) - set(wanted):
            route.remove(before.text("PeeringConnectionId"))
    return {"PeeringConnectionId": peering}


def remove_routes(request: Request) -> None:
    """Take away every route that can be; ControlError names the others."""
    peering, left = request.text("PeeringConnectionId"), []
    for route in routes(request):
        try:
            route.remove(peering)
        except FAILURES as error:
            left.append(f"{route.destination} in {route.table} of {route.region}: {error}")
    if left:
        raise ControlError(f"{request.where}: delete the routes that are left by hand: " + "; ".join(left))
