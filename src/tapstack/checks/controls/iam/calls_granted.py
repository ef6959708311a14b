"""IAM-09, the other half: what the code of a function calls, its role is granted."""

from collections.abc import Iterator
from typing import Any

from tapstack.access import like
from tapstack.checks.controls.control import ControlCheck
from tapstack.checks.controls.iam.granted import grants
from tapstack.checks.controls.iam.reading import called
from tapstack.checks.truths.access.asking import any_of
from tapstack.checks.truths.code.source import FUNCTION, python
from tapstack.checks.truths.planned import PlannedView
from tapstack.checks.truths.truth import Fault
from tapstack.graph.stackset import Item, NotKnown, Property

ROLE = "AWS::IAM::Role"


def judge(properties: Property, view: PlannedView) -> Iterator[Fault]:
    """A fault for each action that no role of this code has, in any region."""
    function = properties.item
    code = python(function)
    if code is None:
        raise NotKnown(f"what {function} calls is not known: its code is no Python in the template")
    found, roles = called(code), list(_roles(function, view))
    doubt = f"what it calls by {', '.join(found.unread)} is not known here" if found.unread else ""
    for name, action in sorted(found.actions.items()):
        if _granted(action, roles, view):
            continue
        if name in found.certain:
            yield Fault(properties["Role"], f"The code calls what asks for {action}, and {roles[0]} does not grant it.")
        else:
            doubt = doubt or f"the code has the words for {action}, which {roles[0]} does not grant"
    if doubt:
        raise NotKnown(f"whether {function} may do all that it calls is not known: {doubt}")


def _granted(action: str, roles: list[Item], view: PlannedView) -> bool:
    """Whether a role has an action: as it is, in another region, or under another condition of the template."""
    if any_of(roles, lambda role: grants(role, action, view)):
        return True
    body = view.stackset.stacks[roles[0].region].template.body["Resources"][roles[0].logical_id]
    return any(like(action.lower(), text.lower()) for text in _actions(body))


def _actions(body: Any) -> Iterator[str]:
    """Every action that a resource names in the template, whatever the conditions around it."""
    for name, value in body.items() if isinstance(body, dict) else enumerate(body) if isinstance(body, list) else ():
        if name == "Action":
            yield from (text for text in (value if isinstance(value, list) else [value]) if isinstance(text, str))
        else:
            yield from _actions(value)


def _roles(function: Item, view: PlannedView) -> Iterator[Item]:
    """The roles of this function in all regions, its own first: what is called in one region only, one has."""
    same = [other for other in view.all(FUNCTION) if other.logical_id == function.logical_id]
    for item in sorted(same, key=lambda item: item is not function):
        role = view.find(item["Role"], ROLE)
        if role is None:
            raise NotKnown(f"the role {item['Role'].shown} is made by no stack of the set")
        yield role


CONTROL = ControlCheck(
    name="IAM_CALLED_ACTION_GRANTED",
    title="What the code of a function calls, its role is granted",
    why="The call is refused when it is made: in the middle of a batch, or of a failover.",
    fix="Grant the role the action on the resource that the code names.",
    source="src/tapstack/checks/controls/iam/operations.json; assumption: what a role is granted in one region or"
    " under one condition only is called there only. On which resource is asked by others",
    controls=("IAM-09",),
    about=(FUNCTION,),
    judge=judge,
)
