"""CreateStack, UpdateStack, DeleteStack and what else changes a stack.

Source: botocore cloudformation, the operations of these names.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tapstack.endpoint.account import Request
from tapstack.endpoint.formation import found, parameters, template
from tapstack.render import Place
from tapstack.simulate.engine.errors import invalid

if TYPE_CHECKING:
    from tapstack.endpoint.account import Account
    from tapstack.render import Program
    from tapstack.simulate.engine import LiveStack

Params = Mapping[str, Any]


def create_stack(account: Account, region: str, params: Params) -> Params:
    """A new stack; what follows goes on as time passes. The same request, known by its token, makes no other."""
    earlier = account.engine.find(region, params["StackName"])
    if earlier and params.get("ClientRequestToken") and account.request(earlier).token == params["ClientRequestToken"]:
        return {"StackId": earlier.owner.stack_id}
    program = template.program(template.text(account, region, params))
    request = requested(params, parameters.given(params.get("Parameters"), program, {}))
    live = _begun(account, region, params, program, request)
    live.protected = params.get("EnableTerminationProtection", False)
    return {"StackId": live.owner.stack_id}


def _begun(account: Account, region: str, params: Params, program: Program, request: Request) -> LiveStack:
    live, steps = account.engine.create(
        program,
        program.parameters.resolve(request.parameters),
        place(account, region, params),
        tags=tags(params),
        capabilities=request.capabilities,
        on_failure=_on_failure(params),
    )
    account.requests[live.owner.stack_id] = request
    account.operate(live, steps, request.token)
    return live


def place(account: Account, region: str, params: Params) -> Place:
    """Where a new stack of a request is made."""
    arns = tuple(params.get("NotificationARNs", ()))
    return Place(
        region, account_id=account.id, stack_name=params["StackName"], notification_arns=arns, zones=account.zones
    )


def requested(params: Params, values: Mapping[str, str]) -> Request:
    """What a request asks of a stack."""
    return Request(
        parameters=values,
        capabilities=tuple(params.get("Capabilities", ())),
        notification_arns=tuple(params.get("NotificationARNs", ())),
        disable_rollback=params.get("DisableRollback", False),
        role=params.get("RoleARN", ""),
        token=params.get("ClientRequestToken", ""),
    )


def tags(params: Params) -> dict[str, str]:
    """The stack's tags."""
    return {tag["Key"]: tag["Value"] for tag in params.get("Tags", ())}


def _on_failure(params: Params) -> str:
    if "OnFailure" in params and "DisableRollback" in params:
        raise invalid("Only one of OnFailure and DisableRollback may be specified.")
    return str(params.get("OnFailure", "DO_NOTHING" if params.get("DisableRollback") else "ROLLBACK"))


def update_stack(account: Account, region: str, params: Params) -> Params:
    """Another template, or other values."""
    live = found.present(account, region, params["StackName"])
    before = account.request(live)
    program = updated(account, region, params, live)
    previous = before.parameters or parameters.plain(live.definition.values)
    request = requested(params, parameters.given(params.get("Parameters"), program, previous))
    steps = account.engine.update(
        live,
        program,
        program.parameters.resolve(request.parameters),
        tags=tags(params) if "Tags" in params else None,
        capabilities=request.capabilities,
        disable_rollback=request.disable_rollback,
    )
    account.requests[live.owner.stack_id] = request
    account.operate(live, steps, request.token)
    return {"StackId": live.owner.stack_id}


def updated(account: Account, region: str, params: Params, live: LiveStack) -> Program:
    """The template that a stack is to have: another, or the previous one."""
    if params.get("UsePreviousTemplate"):
        if template.given(params):
            raise invalid("UsePreviousTemplate cannot be specified together with a template.")
        return live.definition.program
    return template.program(template.text(account, region, params))


def delete_stack(account: Account, region: str, params: Params) -> Params:
    """The end of a stack. One that is not there is deleted already."""
    live = account.engine.find(region, params["StackName"])
    if live is not None:
        steps = account.engine.delete(live, params.get("RetainResources", ()))
        account.operate(live, steps, params.get("ClientRequestToken", ""))
    return {}


def cancel_update_stack(account: Account, region: str, params: Params) -> Params:
    """The update that is under way goes back."""
    account.engine.cancel_update(found.present(account, region, params["StackName"]))
    account.clock.advance(account.clock.seconds)
    return {}


def continue_update_rollback(account: Account, region: str, params: Params) -> Params:
    """Another attempt at a rollback that failed."""
    live = found.present(account, region, params["StackName"])
    steps = account.engine.continue_rollback(live, params.get("ResourcesToSkip", ()))
    account.operate(live, steps, params.get("ClientRequestToken", ""))
    return {}


def update_termination_protection(account: Account, region: str, params: Params) -> Params:
    """Whether a stack can be deleted."""
    live = found.present(account, region, params["StackName"])
    live.protected = params["EnableTerminationProtection"]
    return {"StackId": live.owner.stack_id}


OPERATIONS = {
    "CreateStack": create_stack,
    "UpdateStack": update_stack,
    "DeleteStack": delete_stack,
    "CancelUpdateStack": cancel_update_stack,
    "ContinueUpdateRollback": continue_update_rollback,
    "UpdateTerminationProtection": update_termination_protection,
}
