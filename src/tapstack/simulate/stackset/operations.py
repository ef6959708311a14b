"""What every operation of the StackSet API needs: its id, its targets, its turn, its end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tapstack.simulate.clock import Clock, Steps
from tapstack.simulate.stackset.contract import Carrier, Target
from tapstack.simulate.stackset.dispatch import Begin, Dispatcher, Listener
from tapstack.simulate.stackset.errors import StackSetError, invalid
from tapstack.simulate.stackset.model import Operation, Result, StackSet
from tapstack.simulate.stackset.preferences import preferences
from tapstack.simulate.stackset.register import Register, refuse_beside
from tapstack.simulate.stackset.requests import operation_id as checked_id
from tapstack.simulate.stackset.requests import targets_of
from tapstack.simulate.stackset.statuses import SERVICE_MANAGED


class Operations(Register):
    """Operations begin at once, or wait, and go on as time passes.

    ``knows_units`` if whoever asks has put the accounts of organizational units in their place.
    """

    def __init__(self, clock: Clock, carrier: Carrier) -> None:
        super().__init__()
        self.clock = clock
        self._dispatcher = Dispatcher(clock, carrier)
        self.knows_units = False
        self._count = 0

    def listen(self, listener: Listener) -> None:
        """Call ``listener`` with every change of an operation, and of its result at a target."""
        self._dispatcher.listeners.append(listener)

    def stop(self, name: str, operation_id: str) -> None:
        """Begin nothing more in an operation; what is under way ends as it will."""
        self._dispatcher.stop(self.find(name), self.operation(name, operation_id))

    def wait(self, operation: Operation) -> Steps[Operation]:
        """Let time pass until an operation has ended."""
        if not operation.over:
            yield operation.done
        return operation

    def _found(self, name: str, accounts: Sequence[str], regions: Sequence[str]) -> tuple[StackSet, tuple[Target, ...]]:
        """A set, and targets in it; those of service-managed sets are units of an organization."""
        stack_set = self.find(name)
        if stack_set.permission_model == SERVICE_MANAGED and not self.knows_units:
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
        operation.given = dict(given or {})
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
