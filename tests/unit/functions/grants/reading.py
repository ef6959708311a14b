"""What the source of a function, its parts in it, calls, by reading it: services and operations that its words can mean.

A word is a method (``client.put_item()``) or a text (``getattr(client, "put_item")``, ``get_paginator("query")``). It
is of the service that stands before it (``client("s3").head_object``), else of any service that the source names. So a
call too many may be seen; one that is not seen fails the test in which it is made.
"""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import botocore.loaders
from botocore import xform_name
from botocore.model import ServiceModel

from tests.unit.functions.sources import embedded

# Methods of boto3's own, and the operations that they call (``boto3.s3.inject``, ``s3transfer.download``).
WRITTEN = {"download_fileobj": ("get_object", "head_object")}


@cache
def words(source: Path) -> frozenset[str]:
    """All methods and texts of a source."""
    return frozenset(word for _, word in _words(source))


@cache
def reads(source: Path, service: str, operation: str) -> bool:
    """Whether a source has the words for a call."""
    method = xform_name(operation)
    return service in words(source) and not _words(source).isdisjoint({("", method), (service, method)})


def calls(source: Path) -> dict[tuple[str, str], ServiceModel]:
    """Every operation that a source has the words for: service and operation, and the service's model."""
    return {
        (service, operation): model(service)
        for service in sorted(words(source) & available())
        for operation in model(service).operation_names
        if reads(source, service, operation)
    }


@cache
def _words(source: Path) -> frozenset[tuple[str, str]]:
    """All words, and before each the service that it is of; nothing before those that may be of any."""
    return frozenset(_found(ast.parse(embedded(source))))


def _found(tree: ast.AST) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield from ((_service(node.func.value), word) for word in WRITTEN.get(node.func.attr, (node.func.attr,)))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield "", node.value


def _service(receiver: ast.expr) -> str:
    """The service of ``client("s3", region)``, and of what else is made from a service's name."""
    first = receiver.args[0] if isinstance(receiver, ast.Call) and receiver.args else None
    return str(first.value) if isinstance(first, ast.Constant) and first.value in available() else ""


@cache
def available() -> frozenset[str]:
    """The services that botocore knows."""
    return frozenset(botocore.loaders.Loader().list_available_services("service-2"))


@cache
def model(service: str) -> ServiceModel:
    """The model that botocore has of a service."""
    return ServiceModel(botocore.loaders.Loader().load_service_model(service, "service-2"), service)
