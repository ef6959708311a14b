"""The stacks of the instances of all StackSets of an account, made by its engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tapstack.endpoint.execution_roles import barred
from tapstack.simulate.deployment.carrier import StackCarrier
from tapstack.simulate.drift import DRIFTED
from tapstack.simulate.engine import UPDATABLE, StackError
from tapstack.simulate.engine.durations import CALL
from tapstack.simulate.stackset import Drift, Outcome
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

    def detect(self, stack_set: StackSet, instance: StackInstance) -> Steps[Outcome]:
        """Hold what services tell of the stack's resources against what it wants of them."""
        if why := self._barred(stack_set, instance.target):
            return Outcome(False, why, instance.stack_id, barred=True)
        live = self.stack(stack_set, instance)
        if live is None:
            return Outcome(False, f"Stack {instance.stack_id or 'of this instance'} not found")
        try:
            detection, steps = self._account.drifts.detect(live)
        except StackError as error:
            return Outcome(False, error.message, instance.stack_id)
        yield from steps
        found = Drift(detection.ended, detection.status == DRIFTED, tuple(detection.drifts or ()))
        return Outcome(True, stack_id=instance.stack_id, drift=found)

    def adopt(self, stack_set: StackSet, instance: StackInstance) -> Steps[Outcome]:
        """Take over a stack as it is: where its values are not the set's they are its own from now on.

        One of another template is not brought to the set's, but outdated: assumed.
        """
        if why := self._barred(stack_set, instance.target):
            return Outcome(False, why, instance.stack_id, barred=True)
        yield self._account.clock.pause(CALL)
        live = self.stack(stack_set, instance)
        if live is None:
            return Outcome(False, f"Stack {instance.stack_id} not found")
        why = _unfit(live)
        return Outcome(False, why, instance.stack_id) if why else _taken_over(stack_set, live)

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


def _unfit(live: LiveStack) -> str:
    """Why a stack cannot be taken over. Source for NoEcho: the user guide, "Importing a stack into StackSets"."""
    if live.status not in UPDATABLE:
        return f"Stack:{live.owner.stack_id} is in {live.status} state and can not be imported."
    if live.definition.values.secrets:
        return f"Stack {live.owner.stack_name} has NoEcho parameters, which are not supported by StackSet import"
    return ""


def _taken_over(stack_set: StackSet, live: LiveStack) -> Outcome:
    from tapstack.endpoint.formation.parameters import plain

    wish, definition = stack_set.wish, live.definition
    values, general = plain(definition.values), plain(wish.template.parameters.resolve(wish.parameters))
    own = {name: value for name, value in values.items() if name in general and general[name] != value}
    same = definition.program.template.body == wish.template.template.body
    return Outcome(True, stack_id=live.owner.stack_id, current=same, overrides=own)
