"""A control that Python judges, and how: what a Guard rule cannot say of one stack, or of two."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from tapstack.checks.truths.planned import PlannedView
from tapstack.checks.truths.truth import Fault
from tapstack.findings import Check, Severity
from tapstack.graph.stackset import Property

Judge = Callable[[Property, PlannedView], Iterator[Fault]]


class NotAskedError(Exception):
    """The control asks nothing of this resource; the text says why. The verdict is SKIP."""


@dataclass(frozen=True)
class ControlCheck:
    """One check and the controls that it judges; ``name`` is in capitals, as Guard rules are named.

    ``about`` are the resource types that it is about. ``judge`` is given the Properties of each, and yields a fault for
    each thing that is wrong; it raises NotAskedError where nothing is asked, and NotKnown where only AWS knows.
    """

    name: str
    title: str
    why: str
    fix: str
    source: str
    controls: tuple[str, ...]
    about: tuple[str, ...]
    judge: Judge
    severity: Severity = Severity.ERROR

    @cached_property
    def check(self) -> Check:
        """As a check that reports and ``explain`` know."""
        return Check(self.name, "policy", self.title, self.why, self.fix, self.source, self.severity)
