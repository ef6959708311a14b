"""The stacks of all regions, for tests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from tapstack.checks.template.refusals import refusals
from tapstack.findings import did_you_mean
from tapstack.findings.line import line
from tapstack.pipeline.values import known_region
from tapstack.pytest_plugin.errors import MissingError, RefusedError, Refusing
from tapstack.pytest_plugin.stack import Stack

if TYPE_CHECKING:
    from tapstack.checks.subject import Subject
    from tapstack.findings import Problem


class StackSet:
    """One deployment: the stacks of its regions, in the order of deployment."""

    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        self._stacks: dict[str, Stack] = {}
        self.regions = subject.regions

    def __repr__(self) -> str:
        return f"StackSet({self._subject.file!r}, {', '.join(self.regions)})"

    def __iter__(self) -> Iterator[Stack]:
        return iter(self.stacks)

    def __len__(self) -> int:
        return len(self.regions)

    def __contains__(self, region: object) -> bool:
        return region in self.regions

    def __getitem__(self, region: str) -> Stack:
        __tracebackhide__ = True
        if region not in self.regions:
            raise MissingError(f"The set has no region {region!r}. {did_you_mean(region, self.regions)}")
        return self.stack(region)

    @property
    def stacks(self) -> tuple[Stack, ...]:
        """The stack of each region."""
        __tracebackhide__ = True
        return tuple(self.stack(region) for region in self.regions)

    def stack(self, region: str) -> Stack:
        """The stack of any region, also of one that is not of the set.

        RefusedError, with a line for each finding, where CloudFormation refuses the parameters.
        """
        __tracebackhide__ = True
        if region not in self._stacks:
            with Refusing():
                self._stacks[region] = self._made(known_region(region))
        return self._stacks[region]

    def with_parameters(self, parameters: Mapping[str, Any] | None = None, /, **others: Any) -> StackSet:
        """The same deployment, with some parameters changed."""
        changed = {**(parameters or {}), **others}
        return self.exactly({**self._subject.given, **changed}) if changed else self

    def exactly(self, parameters: Mapping[str, Any]) -> StackSet:
        """The same template with these parameters and no others: defaults, not the configuration, serve the rest."""
        return StackSet(self._subject.with_parameters(dict(parameters)))

    def rendered(self) -> StackSet:
        """The same, after every stack was made; RefusedError where one is refused."""
        __tracebackhide__ = True
        _ = self.stacks
        return self

    def siblings(self, stack: Stack) -> list[Stack]:
        """The stacks of the other regions of the set."""
        return [other for other in self.stacks if other.region != stack.region]

    def condition_of(self, logical_id: str) -> str:
        """The name of the condition of a resource, as the template has it."""
        return str(self._subject.template.section("Resources").get(logical_id, {}).get("Condition"))

    @property
    def types(self) -> list[str]:
        """The resource types that the template names, sorted."""
        bodies = self._subject.template.section("Resources").values()
        return sorted({str(body["Type"]) for body in bodies if isinstance(body, dict) and "Type" in body})

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the template in every region."""
        return self._subject.program.problems

    def _made(self, region: str) -> Stack:
        __tracebackhide__ = True
        found = refusals(self._subject, region)
        if found:
            raise RefusedError("\n".join(map(line, found)))
        return Stack(self._subject.render(region), self)
