"""Questions asked one after the other: what is certainly wrong is told, what is not known at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from tapstack.access import Request, account, arn, given, perhaps, role_may
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Item, NotKnown, Property

T = TypeVar("T")


def certainly(asked: Iterable[T], wrong: Callable[[T], bool]) -> Iterator[T]:
    """Those of which ``wrong`` holds; raises the first NotKnown after all others were asked."""
    doubt: NotKnown | None = None
    for one in asked:
        try:
            if wrong(one):
                yield one
        except NotKnown as unknown:
            doubt = doubt or unknown
    if doubt is not None:
        raise doubt


def role_of(reference: Property, view: View) -> Item | None:
    """The role of the set that a property names, by name or ARN; None where it names none."""
    return view.find(reference, "AWS::IAM::Role") if reference.given else None


def may(role: Item, actions: Iterable[str], resource: str, view: View, target: Item | None = None) -> bool:
    """Whether a role may do one of several things, of which one is enough; raises NotKnown."""
    context = {
        "aws:securetransport": given("true"),
        "aws:requestedregion": given(role.region),
        "aws:resourceaccount": perhaps(account(target or role)),
        "aws:principalaccount": given(account(role)),
        "aws:principalarn": given(arn(role, view)),
        "aws:principalisawsservice": given("false"),
    }
    return any_of(lambda action=action: role_may(role, Request(action, resource, context), view, target) for action in actions)


def any_of(questions: Iterable[Callable[[], bool]]) -> bool:
    """Whether any answer is yes; raises NotKnown only if none is."""
    doubt: NotKnown | None = None
    for question in questions:
        try:
            if question():
                return True
        except NotKnown as unknown:
            doubt = doubt or unknown
    if doubt is not None:
        raise doubt
    return False
