"""Compiling the sections of a template, in the order in which they need each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING, Any

from tapstack.findings import Status, TemplatePath
from tapstack.render.blueprint import Blueprint
from tapstack.render.checks import CONDITION_CYCLE, FOR_EACH, TRANSFORM
from tapstack.render.compiler import Compiler
from tapstack.render.conditions import Undecidable, compile_condition, named_conditions
from tapstack.render.loops import PREFIX, entries
from tapstack.render.parts import Declared, output_part, resource_part, resource_type
from tapstack.render.run import Run

if TYPE_CHECKING:
    from tapstack.render.place import Place
    from tapstack.template.model import Template
    from tapstack.template.parameter_set import ParameterSet
    from tapstack.template.parameter_values import ParameterValues

_MOST = {"Resources": 500, "Outputs": 200}
_ID = re.compile("[0-9A-Za-z]+")


def build(template: Template, parameters: ParameterSet, given: tuple[ParameterValues, Place] | None) -> Blueprint:
    """Compile everything; raises NeedsSeedError where a loop depends on values and none are ``given``."""
    blueprint = Blueprint()
    run = Run(blueprint, *given) if given else None
    compiler = Compiler(template, parameters, run)
    blueprint.opaque = compiler.transforms.macros
    _conditions(compiler, blueprint)
    resources = list(_declared(compiler, "Resources"))
    compiler.resource_types = {entry.name: resource_type(compiler, entry) for entry in resources}
    for entry in resources:
        with compiler.bound(entry.bindings):
            blueprint.resources[entry.name] = resource_part(compiler, blueprint, entry)
    for entry in _declared(compiler, "Outputs"):
        with compiler.bound(entry.bindings):
            blueprint.outputs[entry.name] = output_part(compiler, blueprint, entry)
    _refuse_too_many(compiler, blueprint)
    _report_transforms(compiler)
    blueprint.problems = (*compiler.problems.values(), *(run.problems if run else ()))
    return blueprint


def _declared(compiler: Compiler, section: str) -> Iterator[Declared]:
    seen: set[str] = set()
    for name, raw, path in entries(compiler, compiler.template.section(section), (section,)):
        if name in seen:
            compiler.fail(FOR_EACH, path, f"{section} has {name!r} twice once loops are expanded.")
        seen.add(name)
        if compiler.bindings and section != "Conditions" and not _ID.fullmatch(name):
            compiler.fail(FOR_EACH, path, f"The loop makes the logical id {name!r}, which is not alphanumeric.")
        if (isinstance(raw, dict) or section == "Conditions") and not name.startswith("Fn::"):
            yield Declared(name, raw, path, dict(compiler.bindings))


def _conditions(compiler: Compiler, blueprint: Blueprint) -> None:
    compiler.in_conditions = True
    compiler.resource_types = dict.fromkeys(compiler.template.section("Resources"), "")
    declared = list(_declared(compiler, "Conditions"))
    compiler.condition_names = {entry.name for entry in declared}
    for entry in declared:
        with compiler.bound(entry.bindings):
            blueprint.conditions[entry.name] = compile_condition(compiler, entry.raw, entry.path)
    blueprint.declared = tuple(blueprint.conditions)
    compiler.in_conditions = False
    _refuse_cycles(compiler, blueprint, {entry.name: entry.path for entry in declared})


def _refuse_cycles(compiler: Compiler, blueprint: Blueprint, paths: dict[str, TemplatePath]) -> None:
    while True:
        named = {name: named_conditions(condition) for name, condition in blueprint.conditions.items()}
        try:
            TopologicalSorter(named).prepare()
        except CycleError as error:
            cycle = list(reversed(error.args[1]))
            start = min(cycle, key=list(paths).index)
            circle = " -> ".join(_from(cycle[:-1], start))
            compiler.fail(CONDITION_CYCLE, paths[start], f"These conditions depend on each other: {circle}.")
            blueprint.conditions.update(dict.fromkeys(cycle, Undecidable()))
        else:
            return


def _from(cycle: list[str], start: str) -> list[str]:
    at = cycle.index(start)
    return [*cycle[at:], *cycle[:at], start]


def _refuse_too_many(compiler: Compiler, blueprint: Blueprint) -> None:
    """The quotas hold for what loops make; where there are none, the text itself is counted."""
    made: dict[str, Mapping[str, Any]] = {"Resources": blueprint.resources, "Outputs": blueprint.outputs}
    for section, parts in made.items():
        loop = next((key for key in compiler.template.section(section) if key.startswith(PREFIX)), None)
        if loop is not None and len(parts) > _MOST[section]:
            message = f"With what its loops make, the template has {len(parts)} {section}; at most {_MOST[section]}."
            compiler.fail(FOR_EACH, (section, loop), message)


def _report_transforms(compiler: Compiler) -> None:
    for name in compiler.transforms.macros:
        compiler.fail(TRANSFORM, ("Transform",), f"What the macro {name} makes of this template is not known.")
    for name in compiler.transforms.additions:
        message = f"What {name} adds to this template is not known."
        compiler.fail(TRANSFORM, ("Transform",), message, status=Status.UNKNOWN)
