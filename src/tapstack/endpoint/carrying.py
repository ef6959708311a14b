"""The stacks of the instances of all StackSets of an account, made by its engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tapstack.endpoint.execution_roles import barred
from tapstack.simulate.deployment.carrier import StackCarrier
from tapstack.simulate.stackset import Outcome
from tapstack.simulate.stackset.statuses import SERVICE_MANAGED

if TYPE_CHECKING:
    from tapstack.endpoint.account import Account
    from tapstack.simulate.clock import Steps
    from tapstack.simulate.engine import LiveStack
    from tapstack.simulate.stackset import StackInstance, StackSet, Target, Wish


class AccountCarrier(StackCarrier):
    """Works where the roles of a set let it."""

    def __init__(self, account: Account) -> None:
        super().__init__(account.engine, account.zones)
        self._account = account

    def put(self, stack_set: StackSet, instance: StackInstance) -> Steps[Outcome]:
        """Create the stack, or update it."""
        if why := self._barred(stack_set, instance.target):
            return Outcome(False, why, instance.stack_id, barred=True)
        return (yield from super().put(stack_set, instance))

    def remove(self, stack_set: StackSet, instance: StackInstance) -> Steps[Outcome]:
        """Delete the stack; nobody has to be let in where there is none: assumed."""
        if self.stack(stack_set, instance) is None:
            return Outcome(True)
        if why := self._barred(stack_set, instance.target):
            return Outcome(False, why, instance.stack_id, barred=True)
        return (yield from super().remove(stack_set, instance))

    def _barred(self, stack_set: StackSet, target: Target) -> str:
        """Why nothing can be done at a target; empty where it can."""
        if stack_set.permission_model != SERVICE_MANAGED:
            return barred(self._account.cloud, stack_set, target)
        if target.account != self._account.id:
            return f"Not simulated: account {target.account}. tapstack serve has the account {self._account.id} only."
        return ""

    def _asked(self, live: LiveStack, stack_set: StackSet, wish: Wish) -> None:
        from tapstack.endpoint.account import Request

        role = f"arn:{live.owner.partition}:iam::{live.owner.account_id}:role/{stack_set.execution_role}"
        self._account.requests[live.owner.stack_id] = Request(
            parameters=dict(wish.parameters),
            capabilities=wish.capabilities,
            role="" if stack_set.permission_model == SERVICE_MANAGED else role,
        )
