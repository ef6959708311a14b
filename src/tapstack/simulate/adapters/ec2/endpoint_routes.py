"""The routes that lead to gateway endpoints: moto makes them with the endpoint and forgets them in every change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tapstack.simulate.resources import RefusedError


def refuse_second(client: Any, service: str, tables: list[str]) -> None:
    """Raises RefusedError where a table has a route to the service already.

    Source: https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html, one endpoint for a service in a
    route table.
    """
    addresses = _prefix_list(client, service) if tables else None
    for table in tables:
        if addresses and any(one.get("DestinationPrefixListId") == addresses for one in _routes(client, table)):
            why = f"route table {table} already has a route with destination-prefix-list-id {addresses}"
            raise RefusedError("RouteAlreadyExists", why, service="Ec2")


def mend_routes(client: Any, about: Mapping[str, Any], left: list[str]) -> None:
    """A route in every table that the endpoint has, and none in those that it has ``left``."""
    endpoint, addresses = about["VpcEndpointId"], _prefix_list(client, about["ServiceName"])
    if about["VpcEndpointType"] != "Gateway" or addresses is None:
        return
    for table in about["RouteTableIds"]:
        if not _leads(client, table, endpoint):
            client.create_route(RouteTableId=table, DestinationPrefixListId=addresses, GatewayId=endpoint)
    for table in left:
        if _leads(client, table, endpoint):
            client.delete_route(RouteTableId=table, DestinationPrefixListId=addresses)


def forget_lost_routes(client: Any, about: Mapping[str, Any]) -> None:
    """The endpoint without the tables that lead to it no more: moto does not delete one with such a table."""
    endpoint = about["VpcEndpointId"]
    lost = [table for table in about["RouteTableIds"] if not _leads(client, table, endpoint)]
    if lost:
        client.modify_vpc_endpoint(VpcEndpointId=endpoint, RemoveRouteTableIds=lost)


def _leads(client: Any, table: str, endpoint: str) -> bool:
    return any(one.get("GatewayId") == endpoint for one in _routes(client, table))


def _routes(client: Any, table: str) -> list[Any]:
    """The routes of a table; none where it is gone."""
    mine = [{"Name": "route-table-id", "Values": [table]}]
    return [one for table in client.describe_route_tables(Filters=mine)["RouteTables"] for one in table["Routes"]]


def _prefix_list(client: Any, service: str) -> str | None:
    """The id of the list of a service's addresses; None where it has none."""
    named = [{"Name": "prefix-list-name", "Values": [service]}]
    lists = client.describe_managed_prefix_lists(Filters=named)["PrefixLists"]
    return str(lists[0]["PrefixListId"]) if lists else None
