"""The clients and resources that Python code makes with boto3."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from tapstack.checks.truths.code.source import Source


class Client(NamedTuple):
    """``service`` and ``region`` are "" where the code does not spell them out."""

    service: str
    region: str
    line: int


@lru_cache(maxsize=256)
def clients(found: Source) -> tuple[Client, ...]:
    """Every client that the code makes of boto3 itself."""
    return tuple(_clients(found))


def _clients(found: Source) -> Iterator[Client]:
    for call in found.calls:
        if found.named(call.func) in ("boto3.client", "boto3.resource"):
            named = {one.arg: one.value for one in call.keywords}
            service = call.args[0] if call.args else named.get("service_name")
            region = call.args[1] if len(call.args) > 1 else named.get("region_name")
            yield Client(_text(service), _text(region), call.lineno)
        elif found.named(call.func) == "boto3.Session" or found.named(call.func) == "boto3.session.Session":
            yield Client(
                "", _text(next((one.value for one in call.keywords if one.arg == "region_name"), None)), call.lineno
            )


def _text(node: ast.expr | None) -> str:
    return (
        node.value
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.isprintable()
        else ""
    )


@cache
def services() -> frozenset[str]:
    """The services that botocore has; none where it is not installed."""
    spec = find_spec("botocore")
    if spec is None or spec.origin is None:
        return frozenset()
    return frozenset(folder.name for folder in (Path(spec.origin).parent / "data").iterdir() if folder.is_dir())
