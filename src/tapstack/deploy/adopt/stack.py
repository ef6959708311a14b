"""The new stack of one region, from whatever state an earlier run left it in.

Source: botocore cloudformation, StackStatus; AWS CloudFormation user guide, "Resource import status codes" (an import
that was rolled back leaves the stack as it was: a new one has nothing then).
"""

from __future__ import annotations

from tapstack.deploy.adopt.change_set import execute, prepare
from tapstack.deploy.adopt.context import Context
from tapstack.deploy.errors import DeployError, told
from tapstack.deploy.following import TimedOutError
from tapstack.deploy.standing.stacks import StandingStack, standing_stack

_BUSY = ("IMPORT_IN_PROGRESS", "IMPORT_ROLLBACK_IN_PROGRESS", "DELETE_IN_PROGRESS")
_REVIEW = "REVIEW_IN_PROGRESS"
_DONE, _BACK = "IMPORT_COMPLETE", "IMPORT_ROLLBACK_COMPLETE"
_AGAIN = "Run the same command again: it goes on from there."


def adopted(context: Context, region: str) -> StandingStack:
    """The region's stack once it has all that the plan gives it. Raises DeployError."""
    name, wanted = context.plan.stack_name, context.plan.missing(region)
    there = _settled(context, region)
    if there is not None and not wanted:
        return there
    _refuse_other(region, there)
    change_set = prepare(context, region, wanted)
    ids = ", ".join(found.retained.logical_id for found in wanted)
    context.note(f"{region}: importing {ids} into the stack {name}")
    execute(context, region, change_set)
    done = _settled(context, region, begun=True)
    if done is None or done.status != _DONE:
        raise _failed(context, region, done)
    return done


def _settled(context: Context, region: str, *, begun: bool = False) -> StandingStack | None:
    """The stack when nothing is under way; what was left of an import that was rolled back is put away."""
    pace = context.pace()
    while True:
        there = standing_stack(context.connection, region, context.plan.stack_name)
        if there is None or not (there.status in _BUSY or (begun and there.status == _REVIEW)):
            break
        try:
            pace.rest(news=False)
        except TimedOutError as error:
            raise DeployError(f"The stack in {region} is still {there.status}.", remedy=_AGAIN) from error
    if there is not None and there.status == _BACK and not begun and not there.resources:
        _put_away(context, there)
        return _settled(context, region)
    return there


def _put_away(context: Context, there: StandingStack) -> None:
    with told(f"delete the empty stack in {there.region}"):
        context.client(there.region).delete_stack(StackName=there.stack_id)


def _refuse_other(region: str, there: StandingStack | None) -> None:
    if there is not None and there.status not in (_REVIEW, _DONE, _BACK):
        message = f"The stack {there.name} in {region} is {there.status}: nothing can be imported into it by itself."
        remedy = "It was deployed already: deploy again, or delete it and run the same command again."
        raise DeployError(message, remedy=remedy)


def _failed(context: Context, region: str, there: StandingStack | None) -> DeployError:
    """Why the import was rolled back, as the events of the stack say."""
    reasons = [f"{name}: {why}" for name, why in _failures(context, region, there)]
    why = "; ".join(reasons) or (there.reason if there else "the stack is gone")
    message = f"The import into {region} failed and was rolled back, nothing was changed: {why.rstrip('.')}."
    remedy = "Mend what it names, or leave that resource out with --without NAME; then run the same command again."
    return DeployError(message, remedy=remedy)


def _failures(context: Context, region: str, there: StandingStack | None) -> list[tuple[str, str]]:
    if there is None:
        return []
    with told(f"read the events of the stack in {region}"):
        pages = context.client(region).get_paginator("describe_stack_events").paginate(StackName=there.stack_id)
        events = [event for page in pages for event in page["StackEvents"]]
    failed = [event for event in reversed(events) if event["ResourceStatus"].endswith("_FAILED")]
    return [(event["LogicalResourceId"], event.get("ResourceStatusReason", "")) for event in failed]
