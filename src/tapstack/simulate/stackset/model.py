"""StackSets, their instances and their operations, as the API describes them.

Source: botocore cloudformation, shapes StackSet, StackInstance, StackSetOperation and StackSetOperationResultSummary.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import simpy

from tapstack.simulate.stackset.contract import Target, Wish
from tapstack.simulate.stackset.preferences import Preferences

CURRENT, OUTDATED, INOPERABLE = "CURRENT", "OUTDATED", "INOPERABLE"
PENDING, RUNNING, SUCCEEDED = "PENDING", "RUNNING", "SUCCEEDED"
FAILED, CANCELLED = "FAILED", "CANCELLED"
QUEUED, STOPPING, STOPPED = "QUEUED", "STOPPING", "STOPPED"
CREATE, UPDATE, DELETE = "CREATE", "UPDATE", "DELETE"


@dataclass
class StackInstance:
    """A reference to a stack in an account and region.

    ``status`` is CURRENT, OUTDATED or INOPERABLE; ``detailed`` says how the last operation on it went. ``overrides``
    are its own values of parameters, which go before those of the set.
    """

    target: Target
    overrides: dict[str, str] = field(default_factory=dict)
    status: str = OUTDATED
    detailed: str = PENDING
    reason: str = ""
    stack_id: str | None = None


@dataclass
class Result:
    """How an operation went at one target."""

    target: Target
    status: str = PENDING
    reason: str = ""


@dataclass
class Operation:
    """``results`` in the order in which targets are worked on; ``retain`` if a deletion leaves the stacks.

    ``done`` happens when it has ended.
    """

    id: str
    action: str
    preferences: Preferences
    targets: tuple[Target, ...]
    done: simpy.Event = field(repr=False, compare=False)
    status: str = QUEUED
    reason: str = ""
    retain: bool = False
    overrides: Mapping[str, str] | None = None
    created: float = 0.0
    ended: float | None = None
    results: dict[Target, Result] = field(default_factory=dict)

    @property
    def over(self) -> bool:
        """Whether it has ended."""
        return self.status in (SUCCEEDED, FAILED, STOPPED)


@dataclass
class StackSet:
    """A template for stacks in many accounts and regions. ``managed`` if operations may run side by side, or wait."""

    name: str
    wish: Wish
    permission_model: str = "SELF_MANAGED"
    managed: bool = False
    administration_role: str = ""
    execution_role: str = "AWSCloudFormationStackSetExecutionRole"
    status: str = "ACTIVE"
    instances: dict[Target, StackInstance] = field(default_factory=dict)
    operations: dict[str, Operation] = field(default_factory=dict)

    def wish_of(self, instance: StackInstance) -> Wish:
        """What the stack of an instance is to be: the set's values, and the instance's own in their stead."""
        wish = self.wish
        return Wish(wish.template, {**wish.parameters, **instance.overrides}, wish.tags, wish.capabilities)


class Progress(NamedTuple):
    """What happened in an operation: of a target, or of the operation where ``target`` is None."""

    seconds: float
    stack_set: str
    operation: str
    target: Target | None
    status: str
    reason: str = ""
