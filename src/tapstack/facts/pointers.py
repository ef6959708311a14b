"""Walking a resource schema by the pointers it uses, ``/properties/Endpoint/Address``."""

from collections.abc import Iterator
from typing import Any

from tapstack.facts.schemas import ResourceSchema

Node = dict[str, Any]
Path = tuple[str, ...]


def resolve(root: Node, reference: str) -> Any:
    """What ``#/definitions/Name`` names within a schema; None where it names nothing."""
    found: Any = root
    for step in reference.removeprefix("#").split("/")[1:]:
        found = found.get(step.replace("~1", "/").replace("~0", "~")) if isinstance(found, dict) else None
    return found


def declared(node: Node) -> tuple[str, ...]:
    """The types that a node itself names, none where it names none."""
    types = node.get("type", ())
    return (types,) if isinstance(types, str) else tuple(types)


def target(schema: ResourceSchema, node: Node) -> Node:
    """The node that ``node`` refers to, or itself."""
    while isinstance(node.get("$ref"), str):
        found = resolve(schema.body, node["$ref"])
        node = found if isinstance(found, dict) else {}
    return node


def at(schema: ResourceSchema, path: Path) -> Node:
    """The node of a property, ``("Endpoint", "Address")``; empty where the schema says nothing."""
    node: Node = schema.body
    for name in path:
        node = target(schema, node.get("properties", {}).get(name, {}))
    return node


def leaves(schema: ResourceSchema, path: Path) -> Iterator[Path]:
    """The paths of every scalar and list below ``path``, or ``path`` itself where it is one."""
    node = at(schema, path)
    contains_itself = len(set(path)) < len(path)
    below = {} if contains_itself else node.get("properties", {})
    if not below and "object" not in declared(node):
        yield path
    for name in below:
        yield from leaves(schema, (*path, name))


def path_of(pointer: str) -> Path:
    """``("Endpoint", "Address")`` for ``/properties/Endpoint/Address``."""
    return tuple(pointer.split("/")[2:])


def pointer_to(path: Path) -> str:
    """``/properties/Endpoint/Address`` for ``("Endpoint", "Address")``."""
    return "/".join(("/properties", *path))
