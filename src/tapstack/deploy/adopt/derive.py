"""The template of an import: what is imported, and no more.

One template serves all regions: parameters, mappings, rules and conditions stay as they are. Of the resources those
stay that are imported somewhere; one that is not imported in each region that has it gets a condition that says where.
What refers to a resource that is not imported is left out, for the next update puts it in again, when that resource is
there. Outputs go: an import may not add any.

Source: AWS CloudFormation user guide, "Import AWS resources into a CloudFormation stack manually" (the template holds
the whole stack; each resource to import has a DeletionPolicy; nothing else is created, changed or deleted).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tapstack.deploy.adopt.references import named
from tapstack.deploy.adopt.rewrite import Rewriter
from tapstack.facts.schemas import resource_schema

Places = Mapping[str, frozenset[str]]
"""Regions, by logical id."""
_PROPERTIES = "/properties/"


@dataclass(frozen=True)
class Derived:
    """``body`` is the import's template; ``imported`` says where each resource is imported.

    ``refused`` are resources, by region and logical id, that cannot be: with the reason. ``left_out`` are properties
    that the import does not have, by logical id.
    """

    body: dict[str, Any]
    imported: Places
    refused: Mapping[tuple[str, str], str] = field(default_factory=dict)
    left_out: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def derive(template: Mapping[str, Any], wanted: Places, present: Places) -> Derived:
    """The template that imports the ``wanted`` resources; ``present`` says which regions have which resource at all.

    Neither is changed. A resource that cannot do without one that is not imported is not imported either.
    """
    kept, refused = _settled(template["Resources"], wanted, present)
    rewriter = Rewriter(template["Resources"], kept, present)
    resources = {name: rewriter.resource(name) for name in template["Resources"] if kept.get(name)}
    dropped = ("Outputs", "Resources", "Conditions", "Hooks")
    body: dict[str, Any] = {key: value for key, value in template.items() if key not in dropped}
    conditions = {**template.get("Conditions", {}), **rewriter.conditions}
    if conditions:
        body["Conditions"] = conditions
    body["Resources"] = resources
    left_out = {name: tuple(properties) for name, properties in rewriter.left_out.items()}
    return Derived(body, {name: regions for name, regions in kept.items() if regions}, refused, left_out)


def _settled(
    resources: Mapping[str, Any], wanted: Places, present: Places
) -> tuple[dict[str, frozenset[str]], dict[tuple[str, str], str]]:
    """Where each resource stays imported, once all those are out that need one that is out."""
    refused = {
        (region, name): "it is made by a function of the template, such as Fn::ForEach"
        for name, regions in wanted.items()
        if name not in resources
        for region in regions
    }
    kept = {name: regions for name, regions in wanted.items() if name in resources}
    while True:
        gone = dict(_stranded(resources, kept, present))
        if not gone:
            return kept, refused
        refused |= gone
        for region, name in gone:
            kept[name] = kept[name] - {region}


def _stranded(resources: Mapping[str, Any], kept: Places, present: Places) -> Iterator[tuple[tuple[str, str], str]]:
    """What cannot be imported because of something that is not, with the reason."""
    for name, regions in kept.items():
        for member, fixed in _fixed(resources[name].get("Type", "")).items():
            for target in named(resources[name].get("Properties", {}).get(member), resources):
                for region in _stuck(regions, kept.get(target, frozenset()), present.get(target, frozenset())):
                    yield (region, name), f"its {member} refers to {target}, which is not imported, and {fixed}"


def _stuck(regions: frozenset[str], imported: frozenset[str], present: frozenset[str]) -> frozenset[str]:
    """Those of the regions in which a reference leads nowhere; all, where the import's template lacks its target."""
    return (regions & present) - imported if imported else regions


def _fixed(type_name: str) -> dict[str, str]:
    """The properties that cannot be left out for a while, and why."""
    schema = resource_schema(type_name)
    if schema is None:
        return {}
    required = dict.fromkeys(schema.required, "cannot be left out")
    pointers = (*schema.create_only, *schema.conditional_create_only)
    tops = (pointer.removeprefix(_PROPERTIES).split("/", 1)[0] for pointer in pointers)
    return {**dict.fromkeys(tops, "cannot be changed later"), **required}
