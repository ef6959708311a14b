"""The sets of an administrator account: made, found, described, taken away.

Source: botocore cloudformation, CreateStackSet, DeleteStackSet, ListStackSets, DescribeStackInstance,
ListStackInstances, DescribeStackSetOperation, ListStackSetOperations and ListStackSetOperationResults.
"""

from __future__ import annotations

from tapstack.simulate.stackset.contract import Target, Wish
from tapstack.simulate.stackset.errors import StackSetError, invalid
from tapstack.simulate.stackset.model import EXECUTION_ROLE, Operation, Result, StackInstance, StackSet
from tapstack.simulate.stackset.requests import set_name
from tapstack.simulate.stackset.statuses import DELETED, SELF_MANAGED, SERVICE_MANAGED


class Register:
    """``sets`` are the active ones by name; ``deleted`` those that were taken away."""

    def __init__(self) -> None:
        self.sets: dict[str, StackSet] = {}
        self.deleted: list[StackSet] = []

    def create_stack_set(
        self,
        name: str,
        wish: Wish,
        *,
        managed: bool = False,
        permission_model: str = SELF_MANAGED,
        administration_role: str = "",
        execution_role: str = "",
    ) -> StackSet:
        """A set without instances. Raises StackSetError for a name that is taken, and roles that are not ours."""
        if permission_model not in (SELF_MANAGED, SERVICE_MANAGED):
            raise invalid(
                f"Value '{permission_model}' at 'permissionModel' is neither SELF_MANAGED nor SERVICE_MANAGED"
            )
        if permission_model == SERVICE_MANAGED and (administration_role or execution_role):
            raise invalid("AdministrationRoleARN and ExecutionRoleName are valid only with SELF_MANAGED permissions")
        if set_name(name) in self.sets:
            raise StackSetError("NameAlreadyExistsException", f"StackSet {name} already exists")
        execution_role = execution_role or EXECUTION_ROLE
        self.sets[name] = StackSet(name, wish, permission_model, managed, administration_role, execution_role)
        return self.sets[name]

    def delete_stack_set(self, name: str) -> None:
        """Take away a set that has no instances and no operation under way."""
        stack_set = self.find(name)
        if stack_set.instances:
            raise StackSetError("StackSetNotEmptyException", "StackSet is not empty")
        refuse_beside(stack_set)
        stack_set.status = DELETED
        self.deleted.append(self.sets.pop(name))

    def find(self, name: str) -> StackSet:
        """The set of a name. Raises StackSetError where there is none."""
        if name not in self.sets:
            raise StackSetError("StackSetNotFoundException", f"StackSet {name} not found")
        return self.sets[name]

    def instance(self, name: str, account: str, region: str) -> StackInstance:
        """The instance in an account and region. Raises StackSetError where there is none."""
        stack_set, target = self.find(name), Target(account, region)
        refuse_unknown(stack_set, (target,))
        return stack_set.instances[target]

    def instances(
        self, name: str, *, account: str = "", region: str = "", detailed: str = "", last_operation: str = ""
    ) -> list[StackInstance]:
        """The instances of a set, those of an account, region, detailed status or last operation where one is given."""
        return [
            instance
            for target, instance in self.find(name).instances.items()
            if account in ("", target.account)
            and region in ("", target.region)
            and detailed in ("", instance.detailed)
            and last_operation in ("", instance.last_operation)
        ]

    def operation(self, name: str, operation_id: str) -> Operation:
        """An operation by its id. Raises StackSetError where there is none."""
        found = self.find(name).operations.get(operation_id)
        if found is None:
            raise StackSetError("OperationNotFoundException", f"Operation {operation_id} not found")
        return found

    def operations(self, name: str) -> list[Operation]:
        """All operations of a set, the latest first. Source: aws/copilot-cli takes the first of them for the last."""
        return list(reversed(self.find(name).operations.values()))

    def results(self, name: str, operation_id: str, *, status: str = "") -> list[Result]:
        """How an operation went at each target, those of a status where one is given."""
        results = self.operation(name, operation_id).results.values()
        return [result for result in results if status in ("", result.status)]


def refuse_unknown(stack_set: StackSet, targets: tuple[Target, ...]) -> None:
    """Raise StackSetError for a target without an instance."""
    for target in targets:
        if target not in stack_set.instances:
            why = f"Stack instance not found: account {target.account}, region {target.region}"
            raise StackSetError("StackInstanceNotFoundException", why)


def refuse_beside(stack_set: StackSet) -> None:
    """Raise StackSetError while an operation is under way.

    Source of the message: aws/copilot-cli issue 1637; that it tells the ARN: ansible-collections/community.aws 103.
    """
    for operation in stack_set.busy:
        why = f"Another Operation on StackSet {stack_set.arn or stack_set.name} is in progress: {operation.id}"
        raise StackSetError("OperationInProgressException", why)
