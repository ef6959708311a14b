"""Regions that wait for each other can still be reached by an update, from a world in which both ends are made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import pairwise

from tapstack.checks.links.layer import judged
from tapstack.checks.plan import planned_view
from tapstack.checks.subject import Subject
from tapstack.checks.worlds import worlds_of
from tapstack.findings import Finding, redact
from tapstack.graph.links import Link, Orders, links, orders
from tapstack.graph.stackset import StackSet


def after(given: Subject) -> Callable[[Subject], Iterator[Finding]]:
    """The layer for the other worlds: a circle is none where an update of the given world, or of any, leads there."""

    def opened(order: Orders, circle: list[str]) -> bool:
        return _leads_to(given, order, circle) or first(given, order, circle) is not None

    return partial(judged, opened=opened)


def first(subject: Subject, order: Orders, circle: list[str]) -> str | None:
    """The fewest changes of parameters under which the regions of a circle can be made first, in words; or None."""
    from tapstack.render.worlds import smallest, told

    worlds = worlds_of(subject)

    def leads(changes: Mapping[str, str]) -> bool:
        return _leads_to(subject.in_world(changes, worlds.order(changes)), order, circle)

    found = next((world.changes for world in worlds.worlds[1:] if leads(world.changes)), None)
    if found is None:
        return None
    return redact(told(smallest(worlds.parts(found), leads), subject.values.secrets), subject.secrets)


def _leads_to(before: Subject, order: Orders, circle: list[str]) -> bool:
    """Whether ``before`` has an order, and makes every end that the links of a circle lead to."""
    stackset = planned_view(before).stackset
    if orders(stackset.regions, links(stackset)).circles:
        return False
    return all(_made(link, stackset) for link in _of(order, circle))


def _of(order: Orders, circle: list[str]) -> Iterable[Link]:
    return (link for one, other in pairwise(circle) for link in order.needs[one, other])


def _made(link: Link, stackset: StackSet) -> bool:
    """Whether what the link leads to is made there too."""
    there = stackset.item(link.region, link.target.logical_id) if link.target else None
    return there is not None and there.certain
