"""StackSets, their instances and their operations, as the API describes them.

Source: botocore cloudformation, shapes StackSet, StackInstance, StackSetOperation and StackSetOperationResultSummary.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

import simpy

from tapstack.simulate.stackset.contract import Target, Wish
from tapstack.simulate.stackset.preferences import Preferences
from tapstack.simulate.stackset.statuses import ACTIVE, FAILED, OUTDATED, OVER, PENDING, QUEUED, SELF_MANAGED

EXECUTION_ROLE = "AWSCloudFormationStackSetExecutionRole"
"""The role in the target account where none is named. Source: CreateStackSetInput, ExecutionRoleName."""


@dataclass
class StackInstance:
    """A reference to a stack in an account and region.

    ``status`` is CURRENT, OUTDATED or INOPERABLE; ``detailed`` says how the last operation on it went. ``overrides``
    are its own values of parameters, which go before those of the set. ``stack_id`` is None where there is no stack.
    """

    target: Target
    overrides: dict[str, str] = field(default_factory=dict)
    status: str = OUTDATED
    detailed: str = PENDING
    reason: str = ""
    stack_id: str | None = None
    last_operation: str = ""


@dataclass
class Result:
    """How an operation went at one target."""

    target: Target
    status: str = PENDING
    reason: str = ""


@dataclass
class Operation:
    """``results`` in the order in which targets are worked on; ``retain`` if a deletion leaves the stacks.

    ``whole`` if it changes the set itself. ``begun`` and ``done`` happen when it begins and when it has ended.
    """

    id: str
    action: str
    preferences: Preferences
    targets: tuple[Target, ...]
    begun: simpy.Event = field(repr=False, compare=False)
    done: simpy.Event = field(repr=False, compare=False)
    whole: bool = False
    retain: bool = False
    status: str = QUEUED
    reason: str = ""
    created: float = 0.0
    ended: float | None = None
    results: dict[Target, Result] = field(default_factory=dict)

    @property
    def over(self) -> bool:
        """Whether it has ended."""
        return self.status in OVER

    @property
    def failed(self) -> int:
        """How many targets it failed at. Source: StackSetOperationStatusDetails, FailedStackInstancesCount."""
        return sum(result.status == FAILED for result in self.results.values())


@dataclass
class StackSet:
    """A template for stacks in many accounts and regions. ``managed`` if operations may run side by side, or wait."""

    name: str
    wish: Wish
    permission_model: str = SELF_MANAGED
    managed: bool = False
    administration_role: str = ""
    execution_role: str = EXECUTION_ROLE
    status: str = ACTIVE
    instances: dict[Target, StackInstance] = field(default_factory=dict)
    operations: dict[str, Operation] = field(default_factory=dict)

    def wish_of(self, instance: StackInstance) -> Wish:
        """What the stack of an instance is to be: the set's values, and the instance's own in their stead."""
        wish = self.wish
        values = {**wish.parameters, **instance.overrides}
        return Wish(wish.template, values, wish.tags, wish.capabilities, wish.declared)

    @property
    def busy(self) -> tuple[Operation, ...]:
        """The operations that have not ended, in the order in which they were asked for."""
        return tuple(operation for operation in self.operations.values() if not operation.over)


class Progress(NamedTuple):
    """What happened in an operation: of a target, or of the operation where ``target`` is None."""

    seconds: float
    stack_set: str
    operation: str
    target: Target | None
    status: str
    reason: str = ""
