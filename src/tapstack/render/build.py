"""Compiling the sections of a template, in the order in which they need each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from graphlib import TopologicalSorter
from typing import TYPE_CHECKING

from tapstack.findings import Status, TemplatePath
from tapstack.render.blueprint import Blueprint
from tapstack.render.chains import chained
from tapstack.render.checks import CONDITION_CYCLE, FOR_EACH, TRANSFORM
from tapstack.render.circles import circles
from tapstack.render.compiler import Compiler
from tapstack.render.conditions import Undecidable, compile_condition, named_conditions
from tapstack.render.expansion import judge_expansion
from tapstack.render.loops import entries
from tapstack.render.parts import Declared, output_part, resource_part, resource_type
from tapstack.render.run import Run

if TYPE_CHECKING:
    from tapstack.render.conditions import Condition
    from tapstack.render.place import Place
    from tapstack.template.model import Template
    from tapstack.template.parameter_set import ParameterSet
    from tapstack.template.parameter_values import ParameterValues

_ID = re.compile("[0-9A-Za-z]+")


def build(template: Template, parameters: ParameterSet, given: tuple[ParameterValues, Place] | None) -> Blueprint:
    """Compile everything; raises NeedsSeedError where a loop depends on values and none are ``given``."""
    blueprint = Blueprint(template, parameters)
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
    judge_expansion(compiler, blueprint)
    _report_transforms(compiler)
    blueprint.chained = chained(blueprint.resources, compiler.identities)
    blueprint.problems = (*compiler.problems.values(), *(run.problems if run else ()))
    return blueprint


def _declared(compiler: Compiler, section: str) -> Iterator[Declared]:
    seen: set[str] = set()
    for name, raw, path in entries(compiler, compiler.template.section(section), (section,)):
        if name in seen:
            compiler.fail(FOR_EACH, path, f"{section} has {name!r} twice once loops are expanded.")
        seen.add(name)
        compiler.volume.hold(section, len(seen), path)
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
    blueprint.conditions = _in_order(compiler, blueprint.conditions, {entry.name: entry.path for entry in declared})


def _in_order(
    compiler: Compiler, conditions: dict[str, Condition], paths: dict[str, TemplatePath]
) -> dict[str, Condition]:
    """Each condition after those it names, so that none is worked out inside another; those in circles undecidable."""
    named = {name: sorted(named_conditions(conditions[name])) for name in sorted(conditions)}
    for circle in circles(named):
        text = " -> ".join(circle)
        compiler.fail(CONDITION_CYCLE, paths[circle[0]], f"These conditions depend on each other: {text}.")
        conditions |= dict.fromkeys(circle, Undecidable())
        named |= {name: [] for name in circle}
    return {name: conditions[name] for name in TopologicalSorter(named).static_order()}


def _report_transforms(compiler: Compiler) -> None:
    for name in compiler.transforms.macros:
        compiler.fail(TRANSFORM, ("Transform",), f"What the macro {name} makes of this template is not known.")
    for name in compiler.transforms.additions:
        message = f"What {name} adds to this template is not known."
        compiler.fail(TRANSFORM, ("Transform",), message, status=Status.UNKNOWN)
