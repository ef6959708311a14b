"""What the policies of a role grant, action by action."""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.access import like, ones, policies_of
from tapstack.access.documents import Statement, Unread
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Item, NotKnown, Property
from tapstack.template.logic import any_of


def allowing(role: Item, view: View) -> Iterator[Statement]:
    """The statements that allow something. Raises NotKnown after them where a policy of the role is not known."""
    doubt = ""
    for part in policies_of(role, view):
        if isinstance(part, Unread):
            doubt = doubt or part.why
        elif part.allows:
            yield part
    if doubt:
        raise NotKnown(f"what {role} is granted is not wholly known: {doubt}")


def written(role: Item, view: View) -> Iterator[Property]:
    """Each action of a policy that the template itself writes; those of AWS's managed policies are AWS's."""
    for statement in allowing(role, view):
        if "ManagedPolicyArns" in statement.at.path:
            continue
        if statement.other_actions:
            raise NotKnown(f"{statement.at.label} grants all but what it names")
        yield from ones(statement.at["Action"])


def grants(role: Item, action: str, view: View) -> bool:
    """Whether a statement allows an action, on whatever resource. Raises NotKnown."""
    doubt: NotKnown | None = None
    try:
        for statement in allowing(role, view):
            found = _names(statement, action)
            if found:
                return True
            if found is None:
                doubt = NotKnown(f"whether {statement.at.label} of {role} names {action} is not known")
    except NotKnown as unknown:
        doubt = unknown
    if doubt is not None:
        raise doubt
    return False


def _names(statement: Statement, action: str) -> bool | None:
    if statement.actions is None:
        return None
    found = any_of(like(action.lower(), glob) for glob in statement.actions)
    return found if not statement.other_actions or found is None else not found
