"""What a request wants of the stacks of a StackSet: template, parameters, tags, capabilities.

Source: botocore cloudformation, CreateStackSetInput and UpdateStackSetInput. That parameters stay where an update
gives no list of them is read out of Accounts: such an update does not change them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tapstack.endpoint.formation import found, parameters, stacks, template
from tapstack.findings import Severity, Status
from tapstack.simulate.engine.errors import StackError, invalid
from tapstack.simulate.engine.validation import NAMES_OF_IAM, TYPES_OF_IAM
from tapstack.simulate.stackset import Wish
from tapstack.template.structure import problems

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from tapstack.endpoint.account import Account
    from tapstack.render import Program


def of_new(account: Account, region: str, params: Mapping[str, Any]) -> Wish:
    """What a new set is to deploy; one that is made from a stack deploys what that stack is."""
    if "StackId" in params:
        return _of_stack(account, params)
    program = template.program(template.text(account, region, params))
    given = parameters.given(params.get("Parameters"), program, {})
    return wish(program, given, stacks.tags(params), params.get("Capabilities", ()))


def _of_stack(account: Account, params: Mapping[str, Any]) -> Wish:
    if template.given(params):
        raise invalid("StackId cannot be specified together with a template.")
    live = found.present(account, params["StackId"].split(":")[3], params["StackId"])
    program = live.definition.program
    values = {**parameters.plain(live.definition.values), **parameters.given(params.get("Parameters"), program, {})}
    capabilities = params.get("Capabilities") or account.request(live).capabilities
    return wish(program, values, stacks.tags(params), capabilities)


def of_update(account: Account, region: str, params: Mapping[str, Any], before: Wish) -> Wish | None:
    """What a set is to deploy from now on; None where the request changes nothing of that."""
    program = _program(account, region, params, before)
    given = dict(before.parameters)
    if "Parameters" in params:
        given = parameters.given(params["Parameters"], program, before.parameters)
    tags = stacks.tags(params) if "Tags" in params else before.tags
    wanted = wish(program, given, tags, params.get("Capabilities", ()))
    changed = template.given(params) or "Parameters" in params or "Tags" in params
    return wanted if changed else None


def _program(account: Account, region: str, params: Mapping[str, Any], before: Wish) -> Program:
    if not params.get("UsePreviousTemplate"):
        return template.program(template.text(account, region, params))
    if template.given(params):
        raise invalid("UsePreviousTemplate cannot be specified together with a template.")
    previous: Program = before.template
    return previous


def wish(program: Program, given: Mapping[str, str], tags: Mapping[str, str], capabilities: Collection[str]) -> Wish:
    """A wish that AWS accepts for a set. Raises StackError."""
    _refuse_faults(program, given)
    _need_capability(program, capabilities)
    return Wish(program, dict(given), dict(tags), tuple(capabilities), tuple(program.template.section("Parameters")))


def _refuse_faults(program: Program, given: Mapping[str, str]) -> None:
    """What holds in every region: the form of the template, and the values of its parameters."""
    missing = [name for name, one in program.parameters.declarations.items() if one.default is None]
    if wanted := [name for name in missing if name not in given]:
        raise invalid(f"Parameters: [{', '.join(wanted)}] must have values")
    values = program.parameters.resolve(given)
    shape = (*program.template.problems, *problems(program.template), *program.parameters.problems)
    for problem in (*shape, *values.problems, *program.problems):
        if problem.status is Status.FAIL and problem.check.severity is Severity.ERROR:
            raise invalid(problem.message)


def _need_capability(program: Program, capabilities: Collection[str]) -> None:
    """Of every resource that the template may make, whatever its conditions say in a region: assumed."""
    bodies = [one for one in program.template.section("Resources").values() if isinstance(one, dict)]
    made = [one for one in bodies if one.get("Type") in TYPES_OF_IAM]
    if not made or "CAPABILITY_NAMED_IAM" in capabilities:
        return
    if any(name in one.get("Properties", {}) for one in made for name in NAMES_OF_IAM):
        raise StackError("InsufficientCapabilitiesException", "Requires capabilities : [CAPABILITY_NAMED_IAM]")
    if "CAPABILITY_IAM" not in capabilities:
        raise StackError("InsufficientCapabilitiesException", "Requires capabilities : [CAPABILITY_IAM]")
