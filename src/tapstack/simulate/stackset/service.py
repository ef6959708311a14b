"""The operations of the StackSet API: sets are deployed into accounts and regions, changed, taken back.

Source: botocore cloudformation, the operations of these names and the shapes of their answers and errors.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tapstack.simulate.stackset.contract import Target, Wish
from tapstack.simulate.stackset.errors import StackSetError
from tapstack.simulate.stackset.model import Operation, StackSet
from tapstack.simulate.stackset.operations import Operations
from tapstack.simulate.stackset.overrides import Overrides, checked, overridden
from tapstack.simulate.stackset.register import refuse_unknown
from tapstack.simulate.stackset.statuses import (
    CREATE,
    DELETE,
    DETECT_DRIFT,
    FAILED_IMPORT,
    IMPORT,
    INOPERABLE,
    UPDATE,
)
from tapstack.simulate.stackset.work import outdate


class StackSets(Operations):
    """The sets of one administrator account in one region.

    Every operation takes OperationPreferences, ``given``, and an ``operation_id``, counted where there is none. All
    raise StackSetError for what AWS refuses at once.
    """

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
                instance = stack_set.make(target)
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

    def detect_drift(
        self, name: str, *, given: Mapping[str, Any] | None = None, operation_id: str | None = None
    ) -> Operation:
        """Look at the stacks of all instances for what others have changed."""
        stack_set = self.find(name)
        operation = self._operation(stack_set, DETECT_DRIFT, tuple(stack_set.instances), given, operation_id)
        return self._submit(stack_set, operation, lambda: tuple(stack_set.instances))

    def import_stacks(
        self,
        name: str,
        stacks: Mapping[Target, str],
        *,
        given: Mapping[str, Any] | None = None,
        operation_id: str | None = None,
    ) -> Operation:
        """Take stacks that are there, by their ids, into the set, each as an instance where there is none."""
        stack_set = self.find(name)
        _refuse_taken(stack_set, stacks)
        operation = self._operation(stack_set, IMPORT, tuple(stacks), given, operation_id)

        def begin() -> Sequence[Target]:
            for target, stack_id in stacks.items():
                stack_set.make(target).stack_id = stack_id
            return tuple(stacks)

        return self._submit(stack_set, operation, begin)


def _refuse_taken(stack_set: StackSet, stacks: Mapping[Target, str]) -> None:
    """An account has one stack of a set in a region; an import that failed may be tried again. Message: assumed."""
    for target in stacks:
        instance = stack_set.instances.get(target)
        if instance is not None and instance.detailed != FAILED_IMPORT:
            where = f"account {target.account}, region {target.region}"
            raise StackSetError("InvalidOperationException", f"Stack instance already exists: {where}")


def _refuse_other_execution(stack_set: StackSet, managed: bool | None) -> None:
    """Source: ManagedExecution, Active: not while operations run or wait. The error's code is assumed."""
    if managed not in (None, stack_set.managed) and stack_set.busy:
        why = f"ManagedExecution of StackSet {stack_set.name} cannot be changed while operations run or wait"
        raise StackSetError("InvalidOperationException", why)
