"""One region's rendered template."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import orjson

from tapstack.findings import Problem, TemplatePath
from tapstack.render.doubts import doubts
from tapstack.render.exports import refuse_duplicates
from tapstack.render.filling import Filling
from tapstack.render.node import Reference
from tapstack.render.placed import follows_place
from tapstack.render.resource import Resource
from tapstack.render.run import Run
from tapstack.render.sources import Source, sources
from tapstack.render.variant import Variant, parameters_of
from tapstack.render.worked_out import worked_out
from tapstack.template.unresolved import Unresolved

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tapstack.render.blueprint import Blueprint, Part
    from tapstack.render.place import Place
    from tapstack.template.model import Template
    from tapstack.template.parameter_set import ParameterSet
    from tapstack.template.parameter_values import ParameterValues


class Stack:
    """What a region really gets.

    Values are shared between stacks of one program: read them, do not change them.
    ``problems`` are those of this region alone; ``absent`` holds the resources whose condition is false.
    """

    def __init__(
        self, blueprint: Blueprint, values: ParameterValues, place: Place, problems: tuple[Problem, ...] = ()
    ) -> None:
        self.place = place
        self.region = place.region
        self._blueprint = blueprint
        self._values = values
        self._run = run = Run(blueprint, values, place)
        self._compile_problems = problems
        run.prepare()
        self.bodies = self._evaluate(blueprint.resources)
        self.absent = frozenset(name for name in blueprint.resources if name not in self.bodies)
        self.outputs = self._evaluate(blueprint.outputs)
        refuse_duplicates(run, blueprint.outputs, self.outputs)
        self.conditions = {name: self._stated(name, run.truth(name)) for name in blueprint.declared}

    def _evaluate(self, parts: Mapping[str, Part]) -> dict[str, dict[str, Any]]:
        run, bodies = self._run, {}
        for name, part in parts.items():
            truth = True if part.condition is None else run.truth(part.condition)
            if truth is False:
                continue
            if truth is None:
                with run.in_doubt():
                    body = bodies[name] = part.body.evaluate(run)
                body["Condition"] = self._stated(str(part.condition), truth)
            else:
                body = bodies[name] = part.body.evaluate(run)
            if part.depends_on:
                self._keep_present(body, part.depends_on)
        return bodies

    def _keep_present(self, body: dict[str, Any], targets: tuple[str, ...]) -> None:
        known = self._blueprint.resources
        kept = [name for name in targets if name not in known or self._run.present(name) is not False]
        if len(kept) == len(targets):
            return
        if kept:
            body["DependsOn"] = kept
        else:
            del body["DependsOn"]

    def _stated(self, name: str, truth: bool | None) -> bool | Unresolved:
        if truth is not None:
            return truth
        return Unresolved("Condition", name, "it depends on a value that only AWS knows", self.region)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong in this region, each once."""
        return self._compile_problems + self._run.problems

    @cached_property
    def doubts(self) -> tuple[Problem, ...]:
        """An UNKNOWN for each reference to a resource of which it is not known whether it is made."""
        blueprint = self._blueprint
        parts = [blueprint.resources[name] for name in self.bodies] + [blueprint.outputs[name] for name in self.outputs]
        return tuple(doubts(parts, self._run))

    @cached_property
    def resources(self) -> dict[str, Resource]:
        """The resources that this region gets, and those of which it is unknown whether it does."""
        return {name: Resource(name, self._blueprint.resources[name].type, body) for name, body in self.bodies.items()}

    @cached_property
    def imagined(self) -> dict[str, Resource]:
        """The resources that this region does not get, as they would be if it did."""
        return {name: self._imagine(name) for name in self._blueprint.resources if name in self.absent}

    def imagined_of(self, kind: str) -> list[Resource]:
        """Those of one type among them; no other is worked out for it."""
        parts = self._blueprint.resources.items()
        return [self._imagine(name) for name, part in parts if part.type == kind and name in self.absent]

    def _imagine(self, name: str) -> Resource:
        part, run = self._blueprint.resources[name], self._imagining
        with run.in_doubt():
            return Resource(name, part.type, part.body.evaluate(run))

    @cached_property
    def _imagining(self) -> Run:
        run = Run(self._blueprint, self._values, self.place)
        run.prepare()
        return run

    @cached_property
    def parameters(self) -> dict[str, Any]:
        """The parameters' values; those that are NoEcho are unresolved."""
        values, secrets = self._values.values, self._values.secrets
        if not secrets:
            return values
        return {name: _hidden(name) if name in secrets else value for name, value in values.items()}

    def references(self) -> dict[str, list[Reference]]:
        """For each resource, what it refers to under this region's conditions, in the order of the template."""
        return {name: self._blueprint.references(name, self._run) for name in self.bodies}

    def depends_on(self) -> dict[str, tuple[str, ...]]:
        """For each resource, the resources that its DependsOn names, absent ones included."""
        return {name: self._blueprint.resources[name].depends_on for name in self.bodies}

    def origin(self, path: TemplatePath) -> TemplatePath:
        """The template path of what stands at ``path`` in this stack, such as ("Resources", "X", "Properties", ...)."""
        sections = {"Resources": self._blueprint.resources, "Outputs": self._blueprint.outputs}
        part = sections.get(str(path[0]), {}).get(str(path[1])) if len(path) > 1 else None
        return path if part is None else part.body.origin(self._run, path[2:])

    def home(self, logical_id: str) -> TemplatePath:
        """The template path of a resource of this stack; looked up once."""
        found = self._homes.get(logical_id)
        if found is None:
            found = self._homes[logical_id] = self.origin(("Resources", logical_id))
        return found

    @cached_property
    def _homes(self) -> dict[str, TemplatePath]:
        return {}

    def filling(self) -> Filling:
        """The same stack, to be told what AWS answers while it is made."""
        return Filling(self._blueprint, self._values, self.place)

    def under(self, given: Mapping[str, str]) -> Variant:
        """The same stack with other values of some parameters, to be asked for single properties."""
        return Variant(self._blueprint, self._values, self.place, given)

    def parameters_of(self, logical_id: str, steps: Sequence[str]) -> frozenset[str]:
        """The parameters of which what stands at a path below a resource's Properties is made."""
        return parameters_of(self._blueprint, logical_id, steps)

    def worked_out(self, logical_id: str) -> Iterator[TemplatePath]:
        """The paths below a resource's Properties at which functions stand in the template, not the value itself."""
        properties = self.bodies[logical_id].get("Properties", {})
        return worked_out(self._blueprint.resources[logical_id].properties, properties)

    @property
    def template(self) -> Template:
        """The template that it was rendered from."""
        return self._blueprint.template

    @property
    def parameter_set(self) -> ParameterSet:
        """The template's declared parameters."""
        return self._blueprint.parameters

    def sources(self, path: TemplatePath) -> tuple[Source, ...]:
        """What decided that something stands at ``path`` in this stack, and what it is made of."""
        part = self._part(path)
        with self._run.in_doubt():
            return () if part is None else tuple(sources(part.body, self._run, path[2:]))

    def condition_of(self, path: TemplatePath) -> str | None:
        """The condition of the resource or output at ``path``; None where it has none."""
        part = self._part(path)
        return None if part is None else part.condition

    def declares(self, path: TemplatePath) -> bool:
        """Whether there is such a resource or output, made or not: loops may run over other values in each region."""
        return self._part(path) is not None

    def _part(self, path: TemplatePath) -> Part | None:
        parts = self._blueprint.resources if path[0] == "Resources" else self._blueprint.outputs
        return parts.get(str(path[1]))

    def follows_place(self, condition: str) -> bool:
        """Whether a condition may differ between the stacks of two regions."""
        return follows_place(condition, self._blueprint.conditions)

    def to_bytes(self) -> bytes:
        """Resources, Outputs, Conditions and Parameters as JSON; unresolved values as ``{"Unresolved": ...}``."""
        document = {
            "Resources": self.bodies,
            "Outputs": self.outputs,
            "Conditions": self.conditions,
            "Parameters": self.parameters,
        }
        return orjson.dumps(document, default=Unresolved.to_json)

    def to_json(self) -> dict[str, Any]:
        """The same, as plain dict, list and scalars."""
        document: dict[str, Any] = orjson.loads(self.to_bytes())
        return document


def _hidden(name: str) -> Unresolved:
    return Unresolved("NoEcho", name, f"the value of {name} is NoEcho and is not shown")
