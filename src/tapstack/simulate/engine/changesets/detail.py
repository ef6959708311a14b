"""Why one resource is changed, attribute by attribute and property by property.

Sources: botocore cloudformation, ResourceChangeDetail and ResourceTargetDefinition; that a changed parameter is told
twice, once as the cause, https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-changesets-samples.html.
A property Tags is told as the attribute (assumed).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from tapstack.facts.schemas import resource_schema
from tapstack.simulate.engine.changes import replaced
from tapstack.simulate.engine.conditional import decided
from tapstack.simulate.engine.settle import unresolved

if TYPE_CHECKING:
    from tapstack.simulate.engine.definition import Definition

PROPERTIES, TAGS = "Properties", "Tags"
ATTRIBUTES = ("Metadata", "CreationPolicy", "UpdatePolicy", "DeletionPolicy", "UpdateReplacePolicy")
NEVER, CONDITIONALLY, ALWAYS = "Never", "Conditionally", "Always"
STATIC, DYNAMIC = "Static", "Dynamic"
DIRECT, PARAMETER = "DirectModification", "ParameterReference"
_SOURCES = {"Ref": "ResourceReference", "GetAtt": "ResourceAttribute"}


@dataclass(frozen=True)
class Detail:
    """One change: of an attribute, or of the property ``name``; ``cause`` is the parameter, resource or attribute."""

    attribute: str
    name: str = ""
    recreation: str = NEVER
    evaluation: str = STATIC
    source: str = DIRECT
    cause: str = ""


class Compared(NamedTuple):
    """The properties of a resource before and after, and the parameters whose values differ."""

    logical_id: str
    type: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    definition: Definition
    parameters: Collection[str]


def of_properties(compared: Compared) -> Iterator[Detail]:
    """A detail, or several, for each property that differs."""
    before, after = compared.before, compared.after
    for name in dict.fromkeys((*before, *after)):
        if before.get(name) != after.get(name):
            yield from _of_property(compared, name)


def of_attributes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Detail]:
    """A detail for each other attribute of the body that differs."""
    for name in ATTRIBUTES:
        if before.get(name) != after.get(name):
            yield Detail(name)


def _of_property(compared: Compared, name: str) -> Iterator[Detail]:
    attribute, shown = (TAGS, "") if name == TAGS else (PROPERTIES, name)
    recreation = _recreation(compared, name)
    causes = {(one.kind, one.of) for one in unresolved(compared.after.get(name)) if one.kind in _SOURCES}
    for kind, of in sorted(causes):
        yield Detail(attribute, shown, recreation, DYNAMIC, _SOURCES[kind], of)
    parameters = _made_of(compared, name) & set(compared.parameters)
    for parameter in sorted(parameters):
        yield Detail(attribute, shown, recreation, STATIC, PARAMETER, parameter)
    if not causes:
        yield Detail(attribute, shown, recreation, DYNAMIC if parameters else STATIC)


def _made_of(compared: Compared, name: str) -> set[str]:
    """The parameters of which a property is made, those that are NoEcho among them."""
    stack = compared.definition.stack
    shown = stack.bodies[compared.logical_id].get("Properties", {}).get(name)
    secrets = {one.of for one in unresolved(shown) if one.kind == "NoEcho"}
    return secrets | stack.parameters_of(compared.logical_id, [name])


def _recreation(compared: Compared, name: str) -> str:
    """Whether the change of a property replaces the resource."""
    if any(path.partition("/")[0] == name for path in replaced(compared.type, compared.before, compared.after)):
        return ALWAYS
    schema, known = resource_schema(compared.type), decided().get(compared.type, [])
    pointers = schema.conditional_create_only if schema else ()
    doubtful = [one.removeprefix("/properties/") for one in pointers]
    return CONDITIONALLY if any(one.partition("/")[0] == name and one not in known for one in doubtful) else NEVER
