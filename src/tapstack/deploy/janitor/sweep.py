"""One round: StackSets, then stacks, then what they retained, type by type."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from botocore.exceptions import ClientError

from tapstack.deploy.janitor import named, stack_sets, stacks, tagged, unclaimed
from tapstack.deploy.janitor.kinds import KINDS, ORDER
from tapstack.deploy.janitor.remain import FOUND, REFUSED, UNCLAIMED, YOUNG, Remain, Told
from tapstack.deploy.janitor.scope import Scope
from tapstack.deploy.stores import ABSENT, DELETED, LEFT, SCHEDULED, UNDER_WAY, Outcome, Wishes, told

_WISHES = Wishes(key_window=7)
_MAKERS = ((stack_sets.find, stack_sets.remove), (stacks.find, stacks.remove))
_STANDS = "What its stacks retain is looked at when they are gone."


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a round does: ``only`` one run; runs from so many hours on; what is left after more hours is overdue."""

    delete: bool = False
    only: str | None = None
    from_hours: float = 24.0
    overdue_hours: float = 48.0


def swept(scope: Scope, wanted: Wanted) -> Iterator[Told]:
    """What was found, and what became of it, as it is done. Errors of looking pass, those of removing are told."""
    standing: set[str] = set()
    for find, remove in _MAKERS:
        for remain in list(find(scope)):
            if remain.suffix not in standing and _meant(remain, wanted):
                one = _settled(scope, wanted, remain, remove)
                standing |= set() if one.status in {ABSENT, DELETED} else {remain.suffix}
                yield _judged(one, wanted, scope.now)
    for remain in _stores(scope):
        if remain.suffix not in standing and _meant(remain, wanted):
            yield from (_judged(one, wanted, scope.now) for one in _store(scope, wanted, remain))
    if wanted.only is None:
        yield from (_judged(one, wanted, scope.now) for one in unclaimed.find(scope))


def _meant(remain: Remain, wanted: Wanted) -> bool:
    return wanted.only in (None, remain.suffix)


def _stores(scope: Scope) -> Iterable[Remain]:
    """Each once, whether its tags or its name told of it; a table, which may be a replica, once a region.

    The region that was deployed last comes first: it has the table that the others' replicas were made from.
    """
    places = {region: -number for number, region in enumerate(scope.regions)}
    found = [*tagged.find(scope), *named.find(scope)]
    unique = {_identity(one): one for one in found}
    return sorted(unique.values(), key=lambda one: (ORDER.index(one.type), places.get(one.region, 0), one))


def _identity(one: Remain) -> tuple[str, str, str]:
    """A bucket's name is the only one in all regions."""
    region = "" if one.type == "AWS::S3::Bucket" else one.region
    return one.type.replace("GlobalTable", "Table"), region, one.name


def _store(scope: Scope, wanted: Wanted, remain: Remain) -> Iterator[Told]:
    kind = KINDS[remain.type]
    seen = kind.look(scope.access(remain.region), remain.name)
    if seen is None:
        return
    remain = remain._replace(region=seen.region)
    access = scope.access(seen.region)
    if kind.is_key and not wanted.delete and seen.state.startswith("Pending"):
        yield Told(remain, SCHEDULED, scope.runs[remain.suffix].hours(scope.now), " ".join(seen.notes))
        return
    yield _settled(scope, wanted, remain, lambda _scope, one: kind.remove(access, one.name, _WISHES))


def _settled(scope: Scope, wanted: Wanted, remain: Remain, remove: Callable[[Scope, Remain], Outcome]) -> Told:
    hours = scope.runs[remain.suffix].hours(scope.now)
    if hours < wanted.from_hours:
        return Told(remain, YOUNG, hours, f"Its run is younger than {wanted.from_hours:g} hours.")
    if not wanted.delete:
        return Told(remain, FOUND, hours, _STANDS if remain.type not in KINDS else "")
    try:
        outcome = remove(scope, remain)
    except ClientError as error:
        return Told(remain, REFUSED, hours, told(error))
    return Told(remain, outcome.status, hours, outcome.why, outcome.until)


def _judged(one: Told, wanted: Wanted, now: datetime) -> Told:
    """Overdue is what is still there, and for which AWS has not set a later day itself."""
    waits = one.until is not None and one.until > now
    left = one.status in {FOUND, LEFT, UNDER_WAY, REFUSED, UNCLAIMED}
    return replace(one, overdue=left and not waits and one.hours >= wanted.overdue_hours)
