"""Compiling one resource or one output."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from tapstack.facts.shapes import shape
from tapstack.render.blueprint import Part
from tapstack.render.checks import EXPORT
from tapstack.render.conditions import Undecidable
from tapstack.render.containers import MappingNode
from tapstack.render.exports import ExportNode, late_parts
from tapstack.render.guards import TextNode
from tapstack.render.node import Constant, Node, is_no_value
from tapstack.render.policies import POLICIES, policy
from tapstack.template.unresolved import Unresolved

if TYPE_CHECKING:
    from tapstack.findings import TemplatePath
    from tapstack.render.blueprint import Blueprint
    from tapstack.render.compiler import Compiler


class Declared(NamedTuple):
    """A member of a section, with the loop variables that made it."""

    name: str
    raw: dict[str, Any]
    path: TemplatePath
    bindings: dict[str, Any]


def resource_type(compiler: Compiler, entry: Declared) -> str:
    """The type of a resource, loop variables put in; empty where it has none."""
    with compiler.bound(entry.bindings):
        kind = entry.raw.get("Type")
        return compiler.substitute(kind) if isinstance(kind, str) else ""


def resource_part(compiler: Compiler, blueprint: Blueprint, entry: Declared) -> Part:
    """A resource; behind a macro that may change anything, its properties are unresolved."""
    kind = compiler.resource_types[entry.name]
    members = {
        key: _attribute(compiler, kind, key, raw, (*entry.path, key))
        for key, raw in entry.raw.items()
        if key != "Condition"
    }
    members = {key: node for key, node in members.items() if not is_no_value(node)}
    properties = members.get("Properties") or Constant((*entry.path, "Properties"), {})
    condition = _condition(compiler, blueprint, entry)
    return Part(kind, condition, MappingNode(entry.path, members), properties, _depends_on(compiler, entry))


def _attribute(compiler: Compiler, kind: str, key: str, raw: Any, path: TemplatePath) -> Node:
    if key == "Properties" and compiler.transforms.macros:
        of = f"{compiler.transforms.macros[0]} at {'/'.join(map(str, path))}"
        return Constant(path, Unresolved("Transform", of, "a macro may change it"))
    if key in POLICIES and isinstance(raw, dict):
        return policy(compiler, kind, key, raw, path)
    return compiler.compile(raw, path, shape(kind) if key == "Properties" else None)


def _depends_on(compiler: Compiler, entry: Declared) -> tuple[str, ...]:
    raw = entry.raw.get("DependsOn")
    names = raw if isinstance(raw, list) else [raw]
    return tuple(compiler.substitute(name) for name in names if isinstance(name, str))


def _condition(compiler: Compiler, blueprint: Blueprint, entry: Declared) -> str | None:
    name = _condition_name(compiler, entry)
    if name is None:
        return None
    if compiler.undeclared_condition(name, (*entry.path, "Condition")):
        blueprint.conditions.setdefault(name, Undecidable())
    return name


def _condition_name(compiler: Compiler, entry: Declared) -> str | None:
    """The literal name, or with AWS::LanguageExtensions what a function gives before conditions are read."""
    raw = entry.raw.get("Condition")
    if isinstance(raw, str):
        return compiler.substitute(raw)
    if not isinstance(raw, dict) or not compiler.extended:
        return None
    node = compiler.argument(raw, (*entry.path, "Condition"))
    name = compiler.expand(node)
    return name if isinstance(name, str) else None


def output_part(compiler: Compiler, blueprint: Blueprint, entry: Declared) -> Part:
    """An output; the name of its export may not depend on a resource."""
    members = {key: compiler.compile(raw, (*entry.path, key)) for key, raw in entry.raw.items() if key != "Condition"}
    if "Value" in members:
        members["Value"] = TextNode(members["Value"])  # before what is no value is left out: an output needs one
    if "Export" in members:
        members["Export"] = ExportNode(members["Export"])
    body = MappingNode(entry.path, {key: node for key, node in members.items() if not is_no_value(node)})
    for late in late_parts(members["Export"]) if "Export" in members else ():
        compiler.fail(EXPORT, (*entry.path, "Export", "Name"), f"The export name of {entry.name} depends on {late}.")
    return Part("", _condition(compiler, blueprint, entry), body, body)
