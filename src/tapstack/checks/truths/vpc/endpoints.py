"""Endpoints of services in a network."""

from __future__ import annotations

import re

from tapstack.facts.regions import is_region
from tapstack.graph.stackset import Item, Property

ENDPOINT = "AWS::EC2::VPCEndpoint"
GATEWAY_SERVICES = ("s3", "s3express", "dynamodb")
_SERVICE = re.compile(r"(?:com|cn\.com|eu)\.amazonaws\.([a-z0-9\-]+)\.(.+)")


def kind(endpoint: Property | Item) -> str:
    """Gateway, Interface, GatewayLoadBalancer, ..."""
    return endpoint["VpcEndpointType"].text or "Gateway"


def service(endpoint: Property | Item) -> tuple[str, str]:
    """Region and name of an AWS service, ``("us-east-1", "kinesis-streams")``; two empty texts for any other."""
    match = _SERVICE.fullmatch(endpoint["ServiceName"].text)
    return (match[1], match[2]) if match and is_region(match[1]) else ("", "")
