"""A compiled template: conditions, resources and outputs, ready to be evaluated many times."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tapstack.render.node import Reference, below, references

if TYPE_CHECKING:
    from tapstack.findings import Problem
    from tapstack.render.conditions import Condition
    from tapstack.render.identity import Identity
    from tapstack.render.node import Node
    from tapstack.render.run import Run
    from tapstack.template.logic import Truth
    from tapstack.template.model import Template


@dataclass(frozen=True, slots=True)
class Part:
    """A resource or an output.

    ``body`` gives everything but the condition; ``properties`` is the resource's Properties alone.
    """

    type: str
    condition: str | None
    body: Node
    properties: Node
    depends_on: tuple[str, ...] = ()


@dataclass(slots=True)
class Blueprint:
    """``declared`` names the conditions that the template declares; ``opaque`` the macros that may change anything.

    ``conditions`` stand after those they name. ``chained`` holds the identities to work out beforehand, in this order.
    """

    template: Template
    conditions: dict[str, Condition] = field(default_factory=dict)
    declared: tuple[str, ...] = ()
    resources: dict[str, Part] = field(default_factory=dict)
    outputs: dict[str, Part] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    opaque: tuple[str, ...] = ()
    chained: tuple[Identity, ...] = ()
    _deciding: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False)
    _references: dict[tuple[str, tuple[Truth, ...]], list[Reference]] = field(default_factory=dict, repr=False)

    def references(self, logical_id: str, run: Run) -> list[Reference]:
        """What a resource refers to; worked out once for each way in which the conditions in it can be."""
        body = self.resources[logical_id].body
        if logical_id not in self._deciding:
            names = (name for node in below(body) if (name := node.decided_by()) is not None)
            self._deciding[logical_id] = tuple(dict.fromkeys(names))
        key = logical_id, tuple(map(run.truth, self._deciding[logical_id]))
        if key not in self._references:
            self._references[key] = list(references(body, run))
        return self._references[key]
