"""The operations of the StackSet API: sets are deployed into accounts and regions, changed, taken back.

Source: botocore cloudformation, the operations of these names and the shapes of their answers and errors.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tapstack.simulate.clock import Clock, Steps
from tapstack.simulate.stackset.contract import Carrier, Target, Wish
from tapstack.simulate.stackset.dispatch import Begin, Dispatcher, Listener
from tapstack.simulate.stackset.errors import StackSetError, invalid
from tapstack.simulate.stackset.model import Operation, Result, StackInstance, StackSet
from tapstack.simulate.stackset.overrides import Overrides, checked, overridden
from tapstack.simulate.stackset.preferences import preferences
from tapstack.simulate.stackset.register import Register, refuse_beside, refuse_unknown
from tapstack.simulate.stackset.requests import operation_id as checked_id
from tapstack.simulate.stackset.requests import targets_of
from tapstack.simulate.stackset.statuses import CREATE, DELETE, INOPERABLE, SERVICE_MANAGED, UPDATE
from tapstack.simulate.stackset.work import outdate


class StackSets(Register):
    """The sets of one administrator account. Operations begin at once, or wait, and go on as time passes.

    Every operation takes OperationPreferences, ``given``, and an ``operation_id``, counted where there is none. All
    raise StackSetError for what AWS refuses at once.
    """

    def __init__(self, clock: Clock, carrier: Carrier) -> None:
        super().__init__()
        self.clock = clock
        self._dispatcher = Dispatcher(clock, carrier)
        self._count = 0

    def listen(self, listener: Listener) -> None:
        """Call ``listener`` with every change of an operation, and of its result at a target."""
        self._dispatcher.listeners.append(listener)

    def create_stack_instances(
        self,
        name: str,
        accounts: Sequence[str],
        regions: Sequence[str],
        *,
        overrides: Overrides | None = None,
        given: Mapping[str, Any] | None = None,
        operation_id: str | None = None,
    ) -> Operation:
        """Deploy the set into every one of the accounts in every one of the regions."""
        stack_set, targets = self._found(name, accounts, regions)
        own = checked(overrides, stack_set.wish)
        operation = self._operation(stack_set, CREATE, targets, given, operation_id)

        def begin() -> Sequence[Target]:
            for target in targets:
                instance = stack_set.instances.setdefault(target, StackInstance(target))
                instance.overrides = overridden(own, instance.overrides)
            return targets

        return self._submit(stack_set, operation, begin)

    def update_stack_set(
        self,
        name: str,
        wish: Wish | None = None,
        *,
        accounts: Sequence[str] | None = None,
        regions: Sequence[str] | None = None,
        given: Mapping[str, Any] | None = None,
        operation_id: str | None = None,
        managed: bool | None = None,
    ) -> Operation:
        """Another template or other values, for all instances, or for those named: the others become outdated.

        Without a wish the set stays as it is, and so do the instances that are not named. Those that are INOPERABLE
        are left out. Source: UpdateStackSetInput, Accounts; StackInstance, Status.
        """
        stack_set = self.find(name)
        everything = accounts is None and regions is None
        named = None if everything else self._found(name, accounts or (), regions or ())[1]
        refuse_unknown(stack_set, named or ())
        _refuse_other_execution(stack_set, managed)
        operation = self._operation(stack_set, UPDATE, named or tuple(stack_set.instances), given, operation_id)
        operation.whole = True

        def begin() -> Sequence[Target]:
            if managed is not None:
                stack_set.managed = managed
            if wish is not None:
                stack_set.wish = wish
                for instance in stack_set.instances.values():
                    outdate(instance)
            found = stack_set.instances
            chosen = found if named is None else named
            return [one for one in chosen if one not in found or found[one].status != INOPERABLE]

        return self._submit(stack_set, operation, begin)

    def update_stack_instances(
        self,
        name: str,
        accounts: Sequence[str],
        regions: Sequence[str],
        *,
        overrides: Overrides | None = None,
        given: Mapping[str, Any] | None = None,
        operation_id: str | None = None,
    ) -> Operation:
        """Other values of their own for instances; an empty mapping takes their own away, None leaves them."""
        stack_set, targets = self._found(name, accounts, regions)
        refuse_unknown(stack_set, targets)
        own = checked(overrides, stack_set.wish)
        operation = self._operation(stack_set, UPDATE, targets, given, operation_id)

        def begin() -> Sequence[Target]:
            for instance in [stack_set.instances[one] for one in targets if one in stack_set.instances]:
                instance.overrides = overridden(own, instance.overrides)
            return targets

        return self._submit(stack_set, operation, begin)

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
        """Take instances away, with their stacks, or without them if they are to be retained.

        Where there is no instance there is nothing to do, and no error: DeleteStackInstances has none for it, and
        aws/copilot-cli pull request 5060 tells that the operation succeeds at once.
        """
        stack_set, targets = self._found(name, accounts, regions)
        operation = self._operation(stack_set, DELETE, targets, given, operation_id)
        operation.retain = retain
        return self._submit(stack_set, operation, lambda: [one for one in targets if one in stack_set.instances])

    def stop(self, name: str, operation_id: str) -> None:
        """Begin nothing more in an operation; what is under way ends as it will."""
        self._dispatcher.stop(self.find(name), self.operation(name, operation_id))

    def wait(self, operation: Operation) -> Steps[Operation]:
        """Let time pass until an operation has ended."""
        if not operation.over:
            yield operation.done
        return operation

    def _found(self, name: str, accounts: Sequence[str], regions: Sequence[str]) -> tuple[StackSet, tuple[Target, ...]]:
        """A set, and targets in it. Organizations, whose units service-managed sets take, are not simulated."""
        stack_set = self.find(name)
        if stack_set.permission_model == SERVICE_MANAGED:
            raise invalid("StackSets with SERVICE_MANAGED permission model can only have OrganizationalUnit as target")
        return stack_set, targets_of(accounts, regions)

    def _operation(
        self,
        stack_set: StackSet,
        action: str,
        targets: tuple[Target, ...],
        given: Mapping[str, Any] | None,
        operation_id: str | None,
    ) -> Operation:
        wanted = preferences(given)
        if not stack_set.managed:
            refuse_beside(stack_set)
        name = self._counted(stack_set) if operation_id is None else checked_id(operation_id)
        _refuse_used(stack_set, name)
        env = self.clock.env
        operation = Operation(name, action, wanted, targets, env.event(), env.event(), created=self.clock.seconds)
        operation.results = {target: Result(target) for target in targets}
        return operation

    def _counted(self, stack_set: StackSet) -> str:
        """The next id that is free."""
        while True:
            self._count += 1
            name = f"{stack_set.name}-{self._count:04d}"
            if name not in stack_set.operations:
                return name

    def _submit(self, stack_set: StackSet, operation: Operation, begin: Begin) -> Operation:
        self._dispatcher.submit(stack_set, operation, begin)
        return operation


def _refuse_used(stack_set: StackSet, name: str) -> None:
    """An id is used once. That one of an operation before the last is stale is read out of StaleRequestException."""
    if name not in stack_set.operations:
        return
    if name == list(stack_set.operations)[-1]:
        raise StackSetError("OperationIdAlreadyExistsException", f"Operation {name} already exists")
    why = f"Another operation has been performed on StackSet {stack_set.name} since operation {name}"
    raise StackSetError("StaleRequestException", why)


def _refuse_other_execution(stack_set: StackSet, managed: bool | None) -> None:
    """Source: ManagedExecution, Active: not while operations run or wait. The error's code is assumed."""
    if managed not in (None, stack_set.managed) and stack_set.busy:
        why = f"ManagedExecution of StackSet {stack_set.name} cannot be changed while operations run or wait"
        raise StackSetError("InvalidOperationException", why)
