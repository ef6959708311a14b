"""PAIR-011: each region's schema has the properties that its stack gives."""

from collections.abc import Iterator
from typing import Any

from tapstack.checks.pair.rule import Fault, Outcome, PairRule, resources
from tapstack.checks.pair.words import told
from tapstack.facts.schemas import ResourceSchema, resource_schema
from tapstack.findings import Severity, TemplatePath
from tapstack.graph.pair import Pair, Twin

_DEEPEST = 20


def judge(pair: Pair, twin: Twin) -> Iterator[Outcome]:
    """A fault for each property that the schema of one region lacks and that of the other has."""
    for region, item in twin.items.items():
        peer = pair.peer(region)
        schema, elsewhere = resource_schema(twin.type, region), resource_schema(twin.type, peer)
        if schema is None or elsewhere is None or schema is elsewhere:
            continue
        path = (*twin.path, "Properties")
        extra = set(_unknown(item.resource.properties, schema.body, schema, path))
        for found in sorted(extra - set(_unknown(item.resource.properties, elsewhere.body, elsewhere, path)), key=str):
            message = f"{told(found)} is given, but {twin.type} has no such property in {region}; in {peer} it has."
            yield Fault(region, region, found, message)


def _unknown(
    value: Any, part: Any, schema: ResourceSchema, path: TemplatePath, depth: int = 0
) -> Iterator[TemplatePath]:
    """The paths of members that a closed part of a schema does not name."""
    part = _followed(part, schema)
    if depth > _DEEPEST or not isinstance(part, dict):
        return
    if isinstance(value, list):
        for index, member in enumerate(value):
            yield from _unknown(member, part.get("items"), schema, (*path, index), depth + 1)
    elif isinstance(value, dict) and isinstance(part.get("properties"), dict):
        for name, member in value.items():
            if name in part["properties"]:
                yield from _unknown(member, part["properties"][name], schema, (*path, name), depth + 1)
            elif part.get("additionalProperties") is False and "patternProperties" not in part:
                yield (*path, name)


def _followed(part: Any, schema: ResourceSchema) -> Any:
    for _ in range(_DEEPEST):
        if not isinstance(part, dict) or "$ref" not in part:
            return part
        part = schema.definitions.get(str(part["$ref"]).rpartition("/")[2])
    return None


RULE = PairRule(
    id="PAIR-011",
    title="Each region knows the properties that its stack gives",
    why="A property reaches the regions one after the other; where it has not arrived, CloudFormation refuses it as"
    " extraneous and the stack fails.",
    fix="Give it only where the region has it, with Fn::If and a condition on AWS::Region.",
    source="the resource schemas of each region, as cfn-lint brings them",
    about=resources,
    judge=judge,
    severity=Severity.ERROR,
)
