"""A truth: a rule that AWS enforces, or that it does not enforce and data is lost over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from tapstack.checks.truths.view import View
from tapstack.findings import Check, Severity
from tapstack.graph.stackset import Property


class Fault(NamedTuple):
    """What is wrong, with the value, and the property that it is wrong with."""

    at: Property
    message: str


Judge = Callable[[Property, View], Iterator[Fault]]


@dataclass(frozen=True)
class Truth:
    """One rule and how it is judged.

    ``about`` are the resource types it is about. ``at`` is the path of what is judged, each on its own:
    ``"ReplicationConfiguration.Rules[]"``, or "" for the Properties as a whole; where nothing stands there, nothing
    is said. ``judge`` yields a fault for each thing that is wrong and nothing for what is right; it raises NotKnown
    where that depends on what only AWS knows. ``severity`` is WARNING where no source was found, but experience
    (an assumption). ``later`` if AWS takes what is wrong, and the damage shows when it is used; else it refuses it.
    ``needs`` are the objectives without which nothing can be asked.
    """

    id: str
    title: str
    why: str
    fix: str
    source: str
    about: tuple[str, ...]
    judge: Judge
    at: str = ""
    later: bool = False
    severity: Severity = Severity.ERROR
    needs: tuple[str, ...] = ()
    layer: str = "truths"

    @cached_property
    def check(self) -> Check:
        """As a check that reports and ``explain`` know."""
        return Check(self.id, self.layer, self.title, self.why, self.fix, self.source, self.severity)
