"""Resources named after each other, link by link: worked out from the far end, for each link takes Python frames."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from tapstack.render.node import named_resources

if TYPE_CHECKING:
    from tapstack.render.blueprint import Part
    from tapstack.render.identity import Identity

SHORT = 16
"""Links that may be worked out inside one another."""


def chained(resources: Mapping[str, Part], identities: Mapping[tuple[str, str], Identity]) -> tuple[Identity, ...]:
    """The identities in an order in which each stands after those it may need; none where all chains are short."""
    if len(resources) <= SHORT:
        return ()
    needs = {
        name: tuple(dict.fromkeys(found.target for found in named_resources(part.properties)))
        for name, part in resources.items()
    }
    order = list(_from_the_end(needs))
    if _longest(order, needs) <= SHORT:
        return ()
    rank = {name: index for index, name in enumerate(order)}
    known = [identity for identity in identities.values() if identity.logical_id in rank]
    return tuple(sorted(known, key=lambda identity: rank[identity.logical_id]))


def _from_the_end(needs: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Each name after those it needs, as far as there are no circles."""
    seen: set[str] = set()
    for start in needs:
        pending = [(start, iter((start,)))]
        while pending:
            name, rest = pending[-1]
            needed = next((other for other in rest if other in needs and other not in seen), None)
            if needed is not None:
                seen.add(needed)
                pending.append((needed, iter(needs[needed])))
            else:
                pending.pop()
                if pending:
                    yield name


def _longest(order: list[str], needs: Mapping[str, tuple[str, ...]]) -> int:
    length: dict[str, int] = {}
    for name in order:
        length[name] = 1 + max((length.get(needed, 0) for needed in needs[name]), default=0)
    return max(length.values())
