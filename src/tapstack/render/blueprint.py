"""A compiled template: conditions, resources and outputs, ready to be evaluated many times."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tapstack.findings import Problem
    from tapstack.render.conditions import Condition
    from tapstack.render.identity import Identity
    from tapstack.render.node import Node
    from tapstack.template.model import Template
    from tapstack.template.parameter_set import ParameterSet


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
    parameters: ParameterSet
    conditions: dict[str, Condition] = field(default_factory=dict)
    declared: tuple[str, ...] = ()
    resources: dict[str, Part] = field(default_factory=dict)
    outputs: dict[str, Part] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    opaque: tuple[str, ...] = ()
    chained: tuple[Identity, ...] = ()
