"""What a role must be permitted, and who finds that it is not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from tapstack.access import Given, Request, account, arn, given, perhaps, role_may
from tapstack.checks.truths.access.asking import any_of, certainly, role_of
from tapstack.checks.truths.truth import Fault
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Item, NotKnown, Property
from tapstack.render.pattern import shown


class Need(NamedTuple):
    """One of ``actions`` on ``resource``, an ARN; ``target`` is the resource where the set makes it.

    ``also`` are further ARNs of which one would do instead.
    """

    actions: tuple[str, ...]
    resource: str
    target: Item | None = None
    context: Mapping[str, Given] = MappingProxyType({})
    also: tuple[str, ...] = ()


def lacking(role: Item, needs: Iterable[Need], view: View) -> Iterator[Need]:
    """What the role certainly may not do; raises NotKnown for the rest at the end."""
    yield from certainly(needs, lambda need: not may(role, need, view))


def may(role: Item, need: Need, view: View) -> bool:
    """Whether a role may do one of several things, of which one is enough; raises NotKnown."""
    context = {
        "aws:securetransport": given("true"),
        "aws:requestedregion": given(role.region),
        "aws:resourceaccount": perhaps(account(need.target or role)),
        "aws:principalaccount": given(account(role)),
        "aws:principalarn": given(arn(role, view)),
        "aws:principalisawsservice": given("false"),
        **need.context,
    }
    resources = (need.resource, *need.also)
    requests = [Request(action, resource, context) for action in need.actions for resource in resources]
    return any_of(requests, lambda asked: role_may(role, asked, view, need.target))


def faults(named: Property, needs: Iterable[Need], view: View) -> Iterator[Fault]:
    """A fault for each resource on which the role that a property names may not do what is needed."""
    role = role_of(named, view)
    if role is not None:
        yield from refusals(named, role, needs, view)


def refusals(at: Property, role: Item, needs: Iterable[Need], view: View) -> Iterator[Fault]:
    """A fault at a property for each resource on which a role may not do what is needed."""
    lacked: dict[str, list[str]] = {}
    doubt: NotKnown | None = None
    try:
        for need in lacking(role, needs, view):
            lacked.setdefault(need.resource, []).append(need.actions[0])
    except NotKnown as unknown:
        doubt = unknown
    for resource, actions in lacked.items():
        yield Fault(at, f"{role} may not {', '.join(actions)} on {shown(resource)}.")
    if doubt is not None:
        raise doubt
