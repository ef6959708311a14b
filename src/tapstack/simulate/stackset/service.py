"""The StackSet API: sets are made, deployed into accounts and regions, changed, taken back.

Source: botocore cloudformation, the operations of these names and the shapes of their answers and errors.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tapstack.simulate.clock import Clock, Steps
from tapstack.simulate.stackset.contract import Carrier, Outcome, Target, Wish
from tapstack.simulate.stackset.errors import StackSetError, invalid
from tapstack.simulate.stackset.model import (
    CANCELLED,
    CREATE,
    CURRENT,
    DELETE,
    FAILED,
    INOPERABLE,
    OUTDATED,
    PENDING,
    QUEUED,
    RUNNING,
    STOPPING,
    SUCCEEDED,
    UPDATE,
    Operation,
    Progress,
    Result,
    StackInstance,
    StackSet,
)
from tapstack.simulate.stackset.preferences import preferences
from tapstack.simulate.stackset.run import Runner

Listener = Callable[[Progress], None]


class StackSets:
    """The sets of one administrator account. Operations begin at once, or wait, and go on as time passes."""

    def __init__(self, clock: Clock, carrier: Carrier) -> None:
        self.clock = clock
        self.listeners: list[Listener] = []
        self.sets: dict[str, StackSet] = {}
        self._carrier = carrier
        self._count = 0

    def create_stack_set(
        self, name: str, wish: Wish, *, managed: bool = False, permission_model: str = "SELF_MANAGED"
    ) -> StackSet:
        """A set without instances. Raises StackSetError for a name that is taken."""
        if name in self.sets:
            raise StackSetError("NameAlreadyExistsException", f"StackSet {name} already exists")
        self.sets[name] = StackSet(name, wish, permission_model, managed)
        return self.sets[name]

    def delete_stack_set(self, name: str) -> None:
        """Take away a set that has no instances."""
        stack_set = self.find(name)
        if stack_set.instances:
            raise StackSetError("StackSetNotEmptyException", f"StackSet {name} is not empty")
        self._refuse_beside(stack_set)
        del self.sets[name]

    def find(self, name: str) -> StackSet:
        """The set of a name. Raises StackSetError where there is none."""
        if name not in self.sets:
            raise StackSetError("StackSetNotFoundException", f"StackSet {name} not found")
        return self.sets[name]

    def create_stack_instances(
        self,
        name: str,
        accounts: Sequence[str],
        regions: Sequence[str],
        *,
        overrides: Mapping[str, str] | None = None,
        given: Mapping[str, Any] | None = None,
        operation_id: str | None = None,
    ) -> Operation:
        """Deploy the set into every one of the accounts in every one of the regions."""
        stack_set, targets = self.find(name), _targets(accounts, regions)
        operation = self._new(stack_set, CREATE, targets, given, operation_id)
        operation.overrides = overrides
        for target in targets:
            instance = stack_set.instances.setdefault(target, StackInstance(target))
            instance.overrides = dict(overrides or {}) if overrides is not None else instance.overrides
        return operation

    def update_stack_set(
        self,
        name: str,
        wish: Wish,
        *,
        accounts: Sequence[str] | None = None,
        regions: Sequence[str] | None = None,
        given: Mapping[str, Any] | None = None,
        operation_id: str | None = None,
    ) -> Operation:
        """Another template or other values, for all instances, or for those named: the others become outdated."""
        stack_set = self.find(name)
        targets = tuple(one.target for one in stack_set.instances.values() if one.status != INOPERABLE)
        if accounts is not None or regions is not None:
            targets = _targets(accounts or (), regions or ())
            self._refuse_unknown(stack_set, targets)
        operation = self._new(stack_set, UPDATE, targets, given, operation_id)
        stack_set.wish = wish
        for instance in stack_set.instances.values():
            if instance.status != INOPERABLE:
                instance.status = OUTDATED
        return operation

    def update_stack_instances(
        self,
        name: str,
        accounts: Sequence[str],
        regions: Sequence[str],
        *,
        overrides: Mapping[str, str] | None = None,
        given: Mapping[str, Any] | None = None,
        operation_id: str | None = None,
    ) -> Operation:
        """Other values of their own for instances; an empty mapping takes their own away, None leaves them."""
        stack_set, targets = self.find(name), _targets(accounts, regions)
        self._refuse_unknown(stack_set, targets)
        operation = self._new(stack_set, UPDATE, targets, given, operation_id)
        operation.overrides = overrides
        for target in targets if overrides is not None else ():
            stack_set.instances[target].overrides = dict(overrides or {})
        return operation

    def delete_stack_instances(
        self,
        name: str,
        accounts: Sequence[str],
        regions: Sequence[str],
        *,
        retain: bool,
        given: Mapping[str, Any] | None = None,
        operation_id: str | None = None,
    ) -> Operation:
        """Take instances away, with their stacks, or without them if they are to be retained."""
        stack_set, targets = self.find(name), _targets(accounts, regions)
        self._refuse_unknown(stack_set, targets)
        operation = self._new(stack_set, DELETE, targets, given, operation_id)
        operation.retain = retain
        return operation

    def stop(self, name: str, operation_id: str) -> None:
        """Begin nothing more in an operation; what is under way ends as it will."""
        operation = self.operation(name, operation_id)
        if operation.status not in (RUNNING, QUEUED):
            why = f"Operation {operation_id} is in {operation.status} state and cannot be stopped"
            raise StackSetError("InvalidOperationException", why)
        operation.status = STOPPING
        self._tell(self.find(name), operation, None)

    def operation(self, name: str, operation_id: str) -> Operation:
        """An operation by its id. Raises StackSetError where there is none."""
        found = self.find(name).operations.get(operation_id)
        if found is None:
            raise StackSetError("OperationNotFoundException", f"Operation {operation_id} not found")
        return found

    def wait(self, operation: Operation) -> Steps[Operation]:
        """Let time pass until an operation has ended."""
        if not operation.over:
            yield operation.done
        return operation

    def _refuse_unknown(self, stack_set: StackSet, targets: Sequence[Target]) -> None:
        for target in targets:
            if target not in stack_set.instances:
                why = f"Stack instance not found: account {target.account}, region {target.region}"
                raise StackSetError("StackInstanceNotFoundException", why)

    def _refuse_beside(self, stack_set: StackSet) -> None:
        for operation in stack_set.operations.values():
            if not operation.over:
                why = f"Another Operation on StackSet {stack_set.name} is in progress: {operation.id}"
                raise StackSetError("OperationInProgressException", why)

    def _new(
        self,
        stack_set: StackSet,
        action: str,
        targets: Sequence[Target],
        given: Mapping[str, Any] | None,
        operation_id: str | None,
    ) -> Operation:
        wanted = preferences(given)
        if not stack_set.managed:
            self._refuse_beside(stack_set)
        self._count += 1
        name = operation_id or f"{stack_set.name}-{self._count:04d}"
        if name in stack_set.operations:
            raise StackSetError("OperationIdAlreadyExistsException", f"Operation {name} already exists")
        ordered = [
            target
            for region in wanted.ordered([one.region for one in targets])
            for target in targets
            if target.region == region
        ]
        operation = Operation(
            name, action, wanted, tuple(ordered), created=self.clock.seconds, done=self.clock.env.event()
        )
        operation.results = {target: Result(target) for target in operation.targets}
        before = [one for one in stack_set.operations.values() if not one.over and _conflict(one, operation)]
        stack_set.operations[name] = operation
        self.clock.start(self._carry_out(stack_set, operation, before))
        return operation

    def _carry_out(self, stack_set: StackSet, operation: Operation, before: Sequence[Operation]) -> Steps[None]:
        """Wait for the operations that came before and touch the same instances, then run."""
        for other in before:
            yield from self.wait(other)
        for target in operation.targets:
            if target in stack_set.instances:
                stack_set.instances[target].detailed = PENDING
        yield from Runner(
            self.clock,
            operation,
            lambda target: self._work(stack_set, operation, target),
            lambda one, result: self._tell(stack_set, one, result),
        ).run()
        operation.done.succeed()

    def _work(self, stack_set: StackSet, operation: Operation, target: Target) -> Steps[Outcome]:
        instance = stack_set.instances[target]
        instance.detailed = RUNNING
        if operation.action == DELETE:
            return (yield from self._remove(stack_set, operation, instance))
        outcome = yield from self._carrier.put(stack_set.name, target, stack_set.wish_of(instance))
        instance.stack_id = outcome.stack_id
        instance.reason = outcome.reason
        instance.status = CURRENT if outcome.succeeded else OUTDATED
        return outcome

    def _remove(self, stack_set: StackSet, operation: Operation, instance: StackInstance) -> Steps[Outcome]:
        outcome = Outcome(True)
        if not operation.retain:
            outcome = yield from self._carrier.remove(stack_set.name, instance.target)
        if outcome.succeeded:
            del stack_set.instances[instance.target]
        else:
            instance.status, instance.reason = INOPERABLE, outcome.reason
        return outcome

    def _tell(self, stack_set: StackSet, operation: Operation, result: Result | None) -> None:
        target = result.target if result else None
        if result and target in stack_set.instances and result.status in (SUCCEEDED, FAILED, CANCELLED):
            instance = stack_set.instances[result.target]
            instance.detailed, instance.reason = result.status, result.reason
        status, reason = (result.status, result.reason) if result else (operation.status, operation.reason)
        for listener in self.listeners:
            listener(Progress(self.clock.seconds, stack_set.name, operation.id, target, status, reason))


def _targets(accounts: Sequence[str], regions: Sequence[str]) -> tuple[Target, ...]:
    """Every account in every region. Raises StackSetError where there is none: nothing says where to deploy."""
    if not accounts:
        raise invalid("Either Accounts or DeploymentTargets must be specified")
    if not regions:
        raise invalid("Regions must be specified")
    return tuple(dict.fromkeys(Target(account, region) for region in regions for account in accounts))


def _conflict(one: Operation, other: Operation) -> bool:
    """Whether two operations touch the same instances."""
    return bool(set(one.targets) & set(other.targets))
