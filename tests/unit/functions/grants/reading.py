"""What the source of a function calls, by reading it: services and operations that its words can mean.

A word is an attribute (``client.put_item``) or a text (``getattr(client, "put_item")``, ``get_paginator("query")``). So
it may see a call too many, where two of a source's services have operations of one name; a call that it does not see
fails the test in which the call is made.
"""

import ast
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import botocore.loaders
from botocore import xform_name
from botocore.model import ServiceModel


@cache
def words(source: Path) -> frozenset[str]:
    """All attributes and texts of a source."""
    nodes = list(ast.walk(ast.parse(source.read_text(encoding="utf-8"))))
    attributes = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    texts = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return frozenset(attributes | texts)


@cache
def reads(source: Path, service: str, operation: str) -> bool:
    """Whether a source has the words for a call."""
    return {service, xform_name(operation)} <= words(source)


def calls(source: Path) -> dict[tuple[str, str], ServiceModel]:
    """Every operation that a source has the words for: service and operation, and the service's model."""
    services = words(source) & available()
    return {
        (service, operation): model(service)
        for service in sorted(services)
        for method, operation in methods(service).items()
        if method in words(source)
    }


@cache
def available() -> frozenset[str]:
    """The services that botocore knows."""
    return frozenset(botocore.loaders.Loader().list_available_services("service-2"))


@cache
def model(service: str) -> ServiceModel:
    """The model that botocore has of a service."""
    return ServiceModel(botocore.loaders.Loader().load_service_model(service, "service-2"), service)


@cache
def methods(service: str) -> Mapping[str, str]:
    """The operations of a service by the name that a client has for them."""
    return {xform_name(operation): operation for operation in model(service).operation_names}
