"""What the layers judge: one template under one set of values, in each region. Made lazily, once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tapstack.findings import TemplatePath
    from tapstack.findings.drilled import DrillRecord
    from tapstack.render import Place, Program, Stack
    from tapstack.template import Template
    from tapstack.template.parameters import ParameterSet, ParameterValues
    from tapstack.template.position import Position
    from tapstack.template.rules import RuleSet


@dataclass
class Subject:
    """``regions`` in the order of deployment; ``complete`` if ``given`` means one whole deployment.

    ``rule_paths`` are files and folders of policy rules; ``ours`` if they are meant for this template, so that what it
    does not keep is an error, and not only advice.

    ``configured`` if it is the configured template: what it refers to and no stack makes is missing, unless
    ``externals`` declares it; for any other it may lie outside. ``objectives`` are the configured workload and
    recovery objectives.

    ``given_only`` if nothing is asked of other worlds than that of ``given``.
    ``family`` is shared by the subjects of all worlds of one deployment, for what one can learn from another.

    ``template`` raises InputError where nothing can be built from the file. ``uncacheable`` collects
    why this run read more than its cache key covers; a run with a reason is not cached. ``drills`` collects what
    the simulate layer has to show beside its findings.
    """

    file: str
    regions: tuple[str, ...]
    given: Mapping[str, Any] = field(default_factory=dict)
    complete: bool = False
    account_id: str | None = None
    as_of: date = field(default_factory=date.today)
    zones: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rule_paths: tuple[str, ...] = ()
    ours: bool = True
    configured: bool = False
    given_only: bool = False
    externals: Mapping[str, Any] = field(default_factory=dict)
    objectives: Mapping[str, Any] = field(default_factory=dict)
    uncacheable: list[str] = field(default_factory=list)
    drills: list[DrillRecord] = field(default_factory=list, repr=False)
    family: dict[str, Any] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, template: Template) -> Subject:
        """A template that is loaded already, in no region."""
        made = cls(template.file, ())
        vars(made)["template"] = template
        return made

    def with_parameters(self, given: Mapping[str, Any]) -> Subject:
        """The same template in another whole deployment; what does not depend on the parameters is shared."""
        return self._sharing(replace(self, given=given, complete=True, uncacheable=[], family={}))

    def placed(self, account_id: str, zones: Mapping[str, tuple[str, ...]]) -> Subject:
        """The same as a whole deployment into an account whose zones are known; what is compiled is shared."""
        made = replace(self, account_id=account_id, zones=zones, complete=True, uncacheable=[], family={})
        return self._sharing(made)

    def in_world(self, changes: Mapping[str, Any], regions: tuple[str, ...]) -> Subject:
        """The same deployment with some parameters set otherwise, in this order of its regions; made once.

        Its ``origin`` is this one: an update leads from here to there.
        """
        given = {**self.given, **changes}
        made: dict[Any, Subject] = self.family.setdefault("worlds", {})
        key = (tuple(sorted((name, str(value)) for name, value in given.items())), regions)
        if key not in made:
            made[key] = self._sharing(replace(self, given=given, regions=regions))
            if given != self.given:
                vars(made[key])["origin"] = self
        return made[key]

    @cached_property
    def origin(self) -> Subject | None:
        """The world that an update starts from; None for the given one."""
        return None

    def _sharing(self, other: Subject) -> Subject:
        for name in ("template", "parameters", "program", "rules"):
            vars(other)[name] = getattr(self, name)
        return other

    @cached_property
    def template(self) -> Template:
        """The loaded template."""
        from tapstack.template.load import load

        return load(self.file)

    def position(self, path: TemplatePath) -> Position:
        """Where ``path`` stands in the template; looked up once."""
        found = self._positions.get(path)
        if found is None:
            found = self._positions[path] = self.template.position(path)
        return found

    @cached_property
    def _positions(self) -> dict[TemplatePath, Position]:
        return {}

    @cached_property
    def program(self) -> Program:
        """The compiled template."""
        from tapstack.render import compile_template

        return compile_template(self.template, self.parameters)

    @cached_property
    def parameters(self) -> ParameterSet:
        """The declared parameters; apart from ``program``, which a layer may not need."""
        from tapstack.template.parameters import ParameterSet

        return ParameterSet(self.template)

    @cached_property
    def rules(self) -> RuleSet:
        """The template's Rules section."""
        from tapstack.template.rules import RuleSet

        return RuleSet(self.template, self.parameters)

    @cached_property
    def values(self) -> ParameterValues:
        """The parameter values of this deployment."""
        return self.parameters.resolve(self.given, complete=self.complete)

    @cached_property
    def secrets(self) -> frozenset[str]:
        """The texts that no message may show: values and defaults of NoEcho parameters."""
        declared = self.template.section("Parameters").values()
        hidden = (body for body in declared if isinstance(body, dict) and str(body.get("NoEcho")).lower() == "true")
        return self.values.secret_texts.union(*(_texts(body.get("Default")) for body in hidden))

    @cached_property
    def stacks(self) -> dict[str, Stack]:
        """The rendered stack of each region."""
        return {region: self.render(region) for region in self.regions}

    def render(self, region: str, *, stack_name: str | None = None, stack_id: str | None = None) -> Stack:
        """The stack of ``region``; the account stays symbolic unless one was given."""
        return self.program.render(self.values, self.place(region, stack_name=stack_name, stack_id=stack_id))

    def place(self, region: str, *, stack_name: str | None = None, stack_id: str | None = None) -> Place:
        """Where the stack of ``region`` is made."""
        from tapstack.render import Place

        return Place(region, account_id=self.account_id, stack_name=stack_name, stack_id=stack_id, zones=self.zones)


def _texts(value: Any) -> Iterator[str]:
    """Every text in a default, whatever form it was wrongly given."""
    if isinstance(value, dict | list):
        for member in value.values() if isinstance(value, dict) else value:
            yield from _texts(member)
    elif value is not None and str(value):
        yield str(value)
