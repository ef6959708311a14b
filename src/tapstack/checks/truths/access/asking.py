"""Questions asked one after the other: what is certainly wrong is told, what is not known at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

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


def any_of(asked: Iterable[T], right: Callable[[T], bool]) -> bool:
    """Whether ``right`` holds of any; raises NotKnown only if it holds of none."""
    doubt: NotKnown | None = None
    for one in asked:
        try:
            if right(one):
                return True
        except NotKnown as unknown:
            doubt = doubt or unknown
    if doubt is not None:
        raise doubt
    return False
