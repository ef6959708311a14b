"""What is asked of two stacks side by side, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from tapstack.findings import Check, Severity, TemplatePath
from tapstack.graph.pair import Pair, Twin


class Fault(NamedTuple):
    """What is wrong, with the values. ``path`` leads into the stack of the region ``at``.

    ``region`` is the region that it is wrong in; None where it is the pair as a whole.
    """

    region: str | None
    at: str
    path: TemplatePath
    message: str


class Doubt(NamedTuple):
    """What is not known, likewise."""

    region: str | None
    at: str
    path: TemplatePath
    message: str


Outcome = Fault | Doubt
Judge = Callable[[Pair, Twin], Iterator[Outcome]]


@dataclass(frozen=True)
class PairRule:
    """One rule about two stacks. ``about`` says which resources or outputs of a pair it judges, each on its own."""

    id: str
    title: str
    why: str
    fix: str
    source: str
    about: Callable[[Pair], Iterator[Twin]]
    judge: Judge
    severity: Severity = Severity.WARNING

    @property
    def check(self) -> Check:
        """As a check that reports and ``explain`` know."""
        return Check(self.id, "pair", self.title, self.why, self.fix, self.source, self.severity)


def on_both_sides(pair: Pair) -> Iterator[Twin]:
    """The resources that both regions get."""
    return (twin for twin in pair.twins.values() if twin.both)


def on_one_side(pair: Pair) -> Iterator[Twin]:
    """The resources that only one of the regions gets."""
    return (twin for twin in pair.twins.values() if not twin.both)


def resources(pair: Pair) -> Iterator[Twin]:
    """All resources."""
    return iter(pair.twins.values())


def outputs(pair: Pair) -> Iterator[Twin]:
    """All outputs."""
    return iter(pair.outputs.values())


def everything(pair: Pair) -> Iterator[Twin]:
    """All resources and outputs."""
    yield from resources(pair)
    yield from outputs(pair)
