"""IAM-03: an action on all resources is one that IAM knows on nothing narrower."""

from collections.abc import Iterator

from tapstack.access import ones
from tapstack.access.applies import applies_to, matching
from tapstack.checks.controls.control import ControlCheck
from tapstack.checks.truths.access.documents import IDENTITY, identity_statements
from tapstack.checks.truths.one_by_one import one_by_one
from tapstack.checks.truths.truth import Fault
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import NotKnown, Property
from tapstack.render.pattern import TOKEN


def judge(properties: Property, _: View) -> Iterator[Fault]:
    """A fault for each action on ``*`` that takes resources."""
    yield from one_by_one(identity_statements(properties), _statement)


def _statement(statement: Property) -> Iterator[Fault]:
    if not statement["Effect"].equals("Allow") or not any(map(_is_all, ones(statement["Resource"]))):
        return
    if statement.has("NotAction"):
        raise NotKnown(f"{statement.label} allows all actions but those that it names")
    yield from one_by_one(ones(statement["Action"]), _action)


def _is_all(resource: Property) -> bool:
    """Whether it is ``*``; what AWS makes of a resource, an ARN or a name, never is."""
    text = resource.pattern
    if TOKEN.fullmatch(text) and not text[1:].startswith(("GetAtt:", "Ref:")):
        raise resource.unknown()
    return text == "*"


def _action(action: Property) -> Iterator[Fault]:
    known = [applies_to(name) for name in matching(action.text)]
    if not known:
        raise NotKnown(f"what {action.shown} is on is not known here")
    globs = sorted({glob for one in known if one is not None and not one.only_all for glob in one.globs})
    if globs:
        yield Fault(action, f"{action.shown} is granted on *; it is on resources like {', '.join(globs[:2])}.")


CONTROL = ControlCheck(
    name="IAM_ALL_RESOURCES_ONLY_WHERE_NONE_CAN_BE_NAMED",
    title="An action is granted on all resources only where IAM knows it on none in particular",
    why="Whoever takes over the role can do it to every resource of the account.",
    fix="Name the resources; leave * to actions that take none, in a statement of their own.",
    source="Service Authorization Reference, resource types of each action, as in src/tapstack/access/applies_to.json",
    controls=("IAM-03",),
    about=(*IDENTITY,),
    judge=judge,
)
