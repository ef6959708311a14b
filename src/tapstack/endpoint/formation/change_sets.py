"""CreateChangeSet, ExecuteChangeSet, DeleteChangeSet, and what there are.

Source: botocore cloudformation, the operations of these names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from tapstack.endpoint.formation import found, parameters, stacks, template
from tapstack.endpoint.formation.change_set_told import described, summary
from tapstack.endpoint.formation.pages import page
from tapstack.simulate.engine import StackError
from tapstack.simulate.engine.changesets import ChangeSet, Kind, Request
from tapstack.simulate.engine.errors import invalid
from tapstack.simulate.engine.importing import Import

if TYPE_CHECKING:
    from tapstack.endpoint.account import Account
    from tapstack.render import Program
    from tapstack.simulate.engine import LiveStack

Params = Mapping[str, Any]
_PAGE = 100
_NOT_SIMULATED = ("ImportExistingResources", "DeploymentMode", "DeploymentConfig")
REQUEST, _TOKEN = "request", "token"


def create_change_set(account: Account, region: str, params: Params) -> Params:
    """A change set; of a new stack, with a stack in review. The same request, known by its token, makes no other."""
    _refuse_others(params)
    live = account.engine.find(region, params["StackName"])
    earlier = _earlier(account, live, params)
    if earlier is not None:
        return {"Id": earlier.id, "StackId": earlier.live.owner.stack_id}
    program = _program(account, region, params, live)
    previous = _previous(account, live)
    asked = stacks.requested(params, parameters.given(params.get("Parameters"), program, previous))
    made, steps = account.change_sets.create(
        Request(
            params["ChangeSetName"],
            Kind(params.get("ChangeSetType", Kind.UPDATE)),
            program,
            program.parameters.resolve(asked.parameters),
            stacks.place(account, region, _named(params, live)),
            tags=stacks.tags(params) if "Tags" in params else None,
            capabilities=asked.capabilities,
            on_failure=params.get("OnStackFailure", ""),
            imports=_imports(params.get("ResourcesToImport", ())),
            description=params.get("Description", ""),
        )
    )
    made.own |= {REQUEST: asked, _TOKEN: params.get("ClientToken")}
    account.begin(steps)
    return {"Id": made.id, "StackId": made.live.owner.stack_id}


def _earlier(account: Account, live: LiveStack | None, params: Params) -> ChangeSet | None:
    token = params.get("ClientToken")
    for one in account.change_sets.of(live) if live and token else ():
        if (one.request.name, one.own[_TOKEN]) == (params["ChangeSetName"], token):
            return one
    return None


def _refuse_others(params: Params) -> None:
    asked = [name for name in _NOT_SIMULATED if params.get(name)]
    if asked:
        raise invalid(f"tapstack serve does not simulate {', '.join(asked)} of CreateChangeSet.")


def _program(account: Account, region: str, params: Params, live: LiveStack | None) -> Program:
    if live is not None:
        return stacks.updated(account, region, params, live)
    if params.get("UsePreviousTemplate"):
        raise invalid(f"Stack [{params['StackName']}] does not exist")
    return template.program(template.text(account, region, params))


def _previous(account: Account, live: LiveStack | None) -> Mapping[str, str]:
    if live is None:
        return {}
    return account.request(live).parameters or parameters.plain(live.definition.values)


def _named(params: Params, live: LiveStack | None) -> Params:
    """With the stack's name where its id was given."""
    return params if live is None else {**params, "StackName": live.owner.stack_name}


def _imports(given: Sequence[Mapping[str, Any]]) -> tuple[Import, ...]:
    return tuple(Import(one["LogicalResourceId"], one["ResourceType"], one["ResourceIdentifier"]) for one in given)


def describe_change_set(account: Account, region: str, params: Params) -> Params:
    """What it would do, a page at a time."""
    one = change_set(account, region, params)
    shown, more = page(one.changes, params.get("NextToken"), _PAGE)
    return described(account, one, shown, values=params.get("IncludePropertyValues", False)) | more


def execute_change_set(account: Account, region: str, params: Params) -> Params:
    """What follows goes on as time passes."""
    if params.get("RetainExceptOnCreate"):
        raise invalid("tapstack serve does not simulate RetainExceptOnCreate of ExecuteChangeSet.")
    one = change_set(account, region, params)
    steps = account.change_sets.execute(one, disable_rollback=params.get("DisableRollback"))
    request: Any = one.own[REQUEST]
    request.disable_rollback = bool(params.get("DisableRollback")) or one.request.on_failure == "DO_NOTHING"
    account.requests[one.live.owner.stack_id] = request
    account.operate(one.live, steps, params.get("ClientRequestToken", ""))
    return {}


def delete_change_set(account: Account, region: str, params: Params) -> Params:
    """The end of a change set; one that is not there is deleted already (assumed)."""
    try:
        one = change_set(account, region, params)
    except StackError as error:
        if error.code != "ChangeSetNotFound":
            raise
        return {}
    account.change_sets.delete(one)
    return {}


def list_change_sets(account: Account, region: str, params: Params) -> Params:
    """Those of a stack."""
    live = found.present(account, region, params["StackName"])
    shown, more = page(account.change_sets.of(live), params.get("NextToken"), _PAGE)
    return {"Summaries": [summary(account, one) for one in shown], **more}


def change_set(account: Account, region: str, params: Params) -> ChangeSet:
    """The one that a request names. Raises StackError."""
    name, stack = params["ChangeSetName"], params.get("StackName")
    live = None if stack is None or name.startswith("arn:") else found.present(account, region, stack)
    one = account.change_sets.find(name, live)
    if one.live.owner.region != region:
        raise StackError("ChangeSetNotFound", f"ChangeSet [{name}] does not exist")
    return one


OPERATIONS = {
    "CreateChangeSet": create_change_set,
    "DescribeChangeSet": describe_change_set,
    "ExecuteChangeSet": execute_change_set,
    "DeleteChangeSet": delete_change_set,
    "ListChangeSets": list_change_sets,
}
