"""Which stores may go: those that are there, that no stack has, and that the user names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tapstack.deploy.purge.row import name_of
from tapstack.deploy.retained import Found
from tapstack.deploy.stores import ABSENT, LEFT, Outcome
from tapstack.findings import InputError, did_you_mean


def kept(found: Found) -> Outcome | None:
    """Why a store is not touched; None where it can be removed."""
    if found.is_absent:
        return Outcome(ABSENT, f"{found.why[:1].upper()}{found.why[1:]}.")
    if found.seen is None:
        return Outcome(LEFT, f"{found.why[:1].upper()}{found.why[1:]}.")
    if found.owner is not None:
        return Outcome(LEFT, f"It belongs to the stack {found.owner}: delete the stack first.")
    return None


def names(found: Found) -> frozenset[str]:
    """What a user may call a store: logical id or name, alone or behind its region."""
    called = {found.retained.logical_id, *([name] if (name := name_of(found)) else [])}
    if found.seen:
        called |= {found.seen.arn, found.seen.name.rsplit("/", 1)[-1]}
    return frozenset({*called, *(f"{found.retained.region}/{name}" for name in called)})


def chosen(every: Sequence[Found], wanted: Iterable[str]) -> list[Found]:
    """Those that are named, or all where none is. Raises InputError for a name that none of them has."""
    wanted = list(wanted)
    known = [name for found in every for name in names(found)]
    for name in wanted:
        if name not in known:
            message = f"No store of this template is called {name!r}."
            raise InputError(message, remedy=did_you_mean(name, sorted(set(known))))
    return [found for found in every if not wanted or names(found) & set(wanted)]
