"""IAM-03: an action on all resources is one that IAM knows on nothing narrower."""

from collections.abc import Iterator

from tapstack.access import ones
from tapstack.access.applies import applies_to, matching
from tapstack.checks.truths.access.documents import identity_statements
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
