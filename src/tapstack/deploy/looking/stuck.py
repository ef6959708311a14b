"""States from which no operation leads on: a hand has to do something first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tapstack.deploy.errors import DeployError

if TYPE_CHECKING:
    from tapstack.deploy.planning.present import Instance
    from tapstack.deploy.planning.wanted import Wanted

_CONTINUE = "aws cloudformation continue-update-rollback --region {region} --stack-name {stack}"
_DELETE = "aws cloudformation delete-stack --region {region} --stack-name {stack}"
_DETACH = (
    "aws cloudformation delete-stack-instances --region {home} --stack-set-name {stack_set} --accounts {account} "
    "--regions {region} --retain-stacks"
)
_STACKS = {
    "UPDATE_ROLLBACK_FAILED": f"Mend what its events name, then {_CONTINUE}",
    "ROLLBACK_FAILED": f"Mend what its events name, then {_DELETE}",
    "ROLLBACK_COMPLETE": f"It holds nothing: {_DELETE}",
    "CREATE_FAILED": f"Take away what was begun: {_DELETE}",
    "DELETE_FAILED": f"Mend what its events name, then {_DELETE}",
}
"""What to do about a stack that takes no update. Source: CloudFormation user guide, "Stack status codes"."""


def remedy(wanted: Wanted, instance: Instance) -> str | None:
    """What a hand has to do about an instance before anything can; None where the same command is enough."""
    words = {
        "region": instance.region,
        "stack": instance.stack_id or "",
        "stack_set": wanted.stack_set,
        "home": wanted.management_region,
        "account": instance.account,
    }
    if instance.status == "INOPERABLE":
        after = f", and then its stack: {_DELETE.format(**words)}" if instance.stack_id else ""
        return f"Take the instance away: {_DETACH.format(**words)}{after}"
    found = _STACKS.get(instance.stack_status or "")
    return found.format(**words) if found else None


def refuse_stuck(wanted: Wanted, instances: Sequence[Instance]) -> None:
    """Raises DeployError for the first instance that no operation would mend."""
    for instance in instances:
        if found := remedy(wanted, instance):
            message = f"In {instance.region} {state(instance)}, from which StackSets do not lead on."
            raise DeployError(message, remedy=f"{found}; then run the same command again.")


def state(instance: Instance) -> str:
    """The state of an instance in words."""
    stack = f"its stack is {instance.stack_status}" if instance.stack_status else "there is no stack"
    return f"the instance is {instance.status} and {stack}"
