"""StackSets, their instances and their operations, as the API describes them.

Source: botocore cloudformation, shapes StackSet, StackInstance, StackSetOperation and StackSetOperationResultSummary.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import simpy

from tapstack.simulate.stackset.contract import Drift, Target, Wish
from tapstack.simulate.stackset.preferences import Preferences
from tapstack.simulate.stackset.statuses import ACTIVE, FAILED, OUTDATED, OVER, PENDING, QUEUED, SELF_MANAGED

EXECUTION_ROLE = "AWSCloudFormationStackSetExecutionRole"
"""The role in the target account where none is named. Source: CreateStackSetInput, ExecutionRoleName."""


@dataclass
class StackInstance:
    """A reference to a stack in an account and region.

    ``status`` is CURRENT, OUTDATED or INOPERABLE; ``detailed`` says how the last operation on it went. ``overrides``
    are its own values of parameters, which go before those of the set. ``stack_id`` is None where there is no stack.
    ``number`` counts the instances that the set has had before; ``drift`` is what was last found.
    """

    target: Target
    overrides: dict[str, str] = field(default_factory=dict)
    status: str = OUTDATED
    detailed: str = PENDING
    reason: str = ""
    stack_id: str | None = None
    last_operation: str = ""
    number: int = 0
    drift: Drift | None = None


@dataclass
class Result:
    """How an operation went at one target; ``barred`` and ``drift`` are those of the outcome."""

    target: Target
    status: str = PENDING
    reason: str = ""
    barred: bool = False
    drift: Drift | None = None


@dataclass
class Operation:
    """``results`` in the order in which targets are worked on; ``retain`` if a deletion leaves the stacks.

    ``whole`` if it changes the set itself. ``begun`` and ``done`` happen when it begins and when it has ended.
    ``given`` are its preferences in the words of the request; ``units`` where in an organization it was to work.
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
    given: Mapping[str, Any] = field(default_factory=dict)
    units: Mapping[str, Any] | None = None

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
    """A template for stacks in many accounts and regions. ``managed`` if operations may run side by side, or wait.

    ``id`` tells sets of one name apart; ``arn`` is empty where nobody asks for it. ``auto_deployment`` and ``units``
    are of sets whose permissions the service manages. ``had`` counts all instances that there have been. ``token``
    is that of the request that made the set.
    """

    name: str
    wish: Wish
    permission_model: str = SELF_MANAGED
    managed: bool = False
    administration_role: str = ""
    execution_role: str = EXECUTION_ROLE
    status: str = ACTIVE
    instances: dict[Target, StackInstance] = field(default_factory=dict)
    operations: dict[str, Operation] = field(default_factory=dict)
    id: str = ""
    arn: str = ""
    description: str = ""
    auto_deployment: Mapping[str, Any] | None = None
    units: tuple[str, ...] = ()
    had: int = 0
    token: str = ""

    def make(self, target: Target) -> StackInstance:
        """The instance at a target; a new one where there is none."""
        if target not in self.instances:
            self.instances[target] = StackInstance(target, number=self.had)
            self.had += 1
        return self.instances[target]

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
