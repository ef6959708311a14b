"""The adopted stacks become instances of the StackSet.

Sources: botocore cloudformation, ImportStacksToStackSet (ten stacks at a time); StackSets user guide, "Importing a
stack into StackSets" (a stack is in one set only; its own values of parameters stay; NoEcho is not supported; the
administration role needs GetTemplate where the stack is). What AWS demands of the stack's template is not told there:
so the set is made with the very template that the stacks have, and the next deployment brings the whole one, for all of
them in one update. A set that has instances keeps its template; that its new ones are OUTDATED then is assumed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from tapstack.deploy.adopt.context import Context
from tapstack.deploy.errors import DeployError, told
from tapstack.deploy.following import Operation, TimedOutError, follow
from tapstack.deploy.planning.plan import preferences
from tapstack.deploy.planning.present import OUR_PREFIX
from tapstack.deploy.standing.sets import Instance, StandingSet, standing_set
from tapstack.deploy.standing.stacks import StandingStack
from tapstack.findings import InputError

_MOST = 10
_AGAIN = "Run the same command again: it goes on from there."


def join(context: Context, stacks: Mapping[str, StandingStack]) -> StandingSet:
    """The set, once each of the stacks (by region) is an instance of it. Raises DeployError."""
    there = _ready(context)
    waiting = [region for region in stacks if _missing(context, there, stacks[region])]
    for start in range(0, len(waiting), _MOST):
        regions = waiting[start : start + _MOST]
        ids = [stacks[region].stack_id for region in regions]
        context.note(f"the StackSet {there.name} takes over the stacks of {', '.join(regions)}")
        _operate(context, "import_stacks_to_stack_set", {"StackIds": ids}, regions)
    return _looked_up(context) or there


def refuse_unjoinable(context: Context) -> None:
    """Raises InputError for what StackSets do not take over, before anything is written."""
    if not context.wanted.self_managed:
        message = "tapstack adopts into self-managed StackSets only."
        raise InputError(message, remedy="Give --permission-model SELF_MANAGED, or import the stacks by hand.")
    if context.wanted.hidden:
        names = ", ".join(sorted(context.wanted.hidden))
        message = f"A StackSet takes over no stack with NoEcho parameters ({names})."
        raise InputError(message, remedy="Take NoEcho from the template, and refer to Secrets Manager instead.")
    there = _looked_up(context)
    for region in context.plan.regions:
        instance = there and there.instance(region, context.wanted.account_id)
        if instance and instance.stack_id and f":stack/{context.plan.stack_name}/" not in instance.stack_id:
            message = f"The StackSet {context.wanted.stack_set} has another stack in {region} already."
            remedy = f"Delete that instance first (tapstack destroy): {instance.stack_id}."
            raise InputError(message, remedy=remedy)


def overridden(context: Context, regions: tuple[str, ...]) -> Iterator[tuple[str, list[str]]]:
    """The parameters whose values in an instance are its own: the set's do not reach it any more."""
    for region in regions:
        with told(f"describe the instance in {region}"):
            named = {"StackSetName": context.wanted.stack_set, "StackInstanceRegion": region}
            answer = context.client().describe_stack_instance(**named, StackInstanceAccount=context.wanted.account_id)
        names = [one["ParameterKey"] for one in answer["StackInstance"].get("ParameterOverrides", [])]
        if names:
            yield region, names


def _looked_up(context: Context) -> StandingSet | None:
    return standing_set(context.connection, context.wanted.stack_set)


def _ready(context: Context) -> StandingSet:
    """The set; made, or given the template of the import, where it has no instance."""
    there = _looked_up(context)
    if there is not None and (there.instances or there.template == context.plan.text):
        return there
    if there is not None:
        context.note(f"the StackSet {there.name} has no instances: it gets the template of the import")
        _operate(context, "update_stack_set", _definition(context), list(context.plan.regions))
        return _looked_up(context) or there
    context.note(f"the StackSet {context.wanted.stack_set} is made with the template of the import")
    with told("create the StackSet"):
        context.client().create_stack_set(PermissionModel=context.wanted.permission_model, **_definition(context))
    made = _looked_up(context)
    if made is None:
        raise DeployError(f"The StackSet {context.wanted.stack_set} was made and is not there.", remedy=_AGAIN)
    return made


def _definition(context: Context) -> dict[str, Any]:
    wanted = context.wanted
    given = {
        "StackSetName": wanted.stack_set,
        "Description": wanted.description,
        "AdministrationRoleARN": wanted.administration_role_arn,
        "ExecutionRoleName": wanted.execution_role,
        "ManagedExecution": {"Active": True},
        **context.settings,
    }
    return {name: value for name, value in given.items() if value}


def _missing(context: Context, there: StandingSet, stack: StandingStack) -> bool:
    """Whether the stack is no instance yet, or the import of it failed."""
    instance: Instance | None = there.instance(stack.region, context.wanted.account_id)
    return instance is None or instance.detailed == "FAILED_IMPORT" or instance.stack_id != stack.stack_id


def _operate(context: Context, call: str, given: Mapping[str, Any], regions: list[str]) -> Operation:
    """Begin an operation on the set and follow it to its end. Raises DeployError where it does not succeed."""
    name = context.wanted.stack_set
    request = {**given, "StackSetName": name, "OperationPreferences": preferences(regions)}
    remedies = {"OperationInProgressException": "Wait until it has ended (tapstack status), then run this again."}
    with told(f"have the StackSet {name} take the stacks over", remedies):
        operation = getattr(context.client(), call)(**request, OperationId=_operation_id(context, call, request))
    try:
        done = follow(context.connection, name, operation["OperationId"], lambda _: None, context.pace())
    except TimedOutError as error:
        message = f"The time given is over, and operation {operation['OperationId']} has not ended."
        raise DeployError(message, remedy=_AGAIN) from error
    if not done.succeeded:
        reasons = [f"{one.region}: {one.reason}" for one in done.results if one.reason]
        why = "; ".join(reasons) or done.reason or done.status
        raise DeployError(f"The StackSet {name} did not take the stacks over: {why.rstrip('.')}.", remedy=_AGAIN)
    return done


def _operation_id(context: Context, call: str, request: Mapping[str, Any]) -> str:
    """Another one for each attempt: it counts the operations that there were."""
    with told("list the operations of the StackSet"):
        pages = (
            context.client().get_paginator("list_stack_set_operations").paginate(StackSetName=context.wanted.stack_set)
        )
        count = sum(len(page["Summaries"]) for page in pages)
    text = json.dumps([call, request, count], sort_keys=True)
    return f"{OUR_PREFIX}adopt-{hashlib.sha256(text.encode()).hexdigest()[:24]}"
