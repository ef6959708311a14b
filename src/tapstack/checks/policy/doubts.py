"""Which values that only AWS knows a rule hangs on, and whether it fails in spite of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from tapstack.checks.policy.certainty import decided, exists
from tapstack.checks.policy.document import Doubt
from tapstack.checks.policy.engine import Violation
from tapstack.checks.policy.paths import located
from tapstack.checks.policy.reach import THROUGH, rests
from tapstack.checks.policy.scope import Scope, Use
from tapstack.findings import TemplatePath

_COUNTING = frozenset({"count", "empty"})
_GOING_FURTHER = frozenset({"block", "keys", "exists"})


@dataclass(frozen=True, slots=True)
class Hanging:
    """``doubts`` that some clause hangs on; ``guarded`` if it is one that decides whether others count."""

    doubts: tuple[Doubt, ...]
    guarded: bool


def hanging(scope: Scope, doubts: Iterable[Doubt], resource_type: str | None) -> Hanging:
    """What of ``doubts``, all in one resource of this type, can change how a rule of this scope ends."""
    found: list[Doubt] = []
    guarded = False
    for doubt in doubts:
        path = _nameless(doubt.path) if scope.separate else doubt.path
        met = _meetings(scope.uses, path, resource_type)
        open_uses = [use for use, rest in met if _hangs(use, doubt, rest)]
        if open_uses:
            found.append(doubt)
            guarded = guarded or any(use.guard for use in open_uses)
    return Hanging(tuple(found), guarded)


def certain(root: Any, violations: Iterable[Violation], doubts: Collection[Doubt]) -> tuple[Violation, ...]:
    """The violations that hold whatever the doubts turn out to be; of alternatives, only where none is in doubt.

    ``root`` is what the paths of the violations lead into.
    """
    every = list(violations)
    unsure = {id(violation) for violation in every if _is_unsure(root, violation, doubts)}
    groups = {violation.alternative for violation in every if id(violation) in unsure} - {0}
    return tuple(v for v in every if id(v) not in unsure and v.alternative not in groups)


def _nameless(path: TemplatePath) -> TemplatePath:
    """The path without the name of its resource: rules that part resources name none."""
    return ("Resources", "", *path[2:]) if path[0] == "Resources" else path


@lru_cache(maxsize=100_000)
def _meetings(
    uses: tuple[Use, ...], path: TemplatePath, resource_type: str | None
) -> tuple[tuple[Use, TemplatePath], ...]:
    """The uses whose ways meet a path, and what of the path lies below their ends; resources are much alike."""
    return tuple((use, rest) for use in uses for rest in rests(use.way, path, resource_type))


def _hangs(use: Use, doubt: Doubt, rest: TemplatePath) -> bool:
    if rest == THROUGH or use.operator == "value":
        return True
    if rest and (use.operator in _GOING_FURTHER or use.operator.startswith("is_")):
        return False
    if rest and isinstance(rest[0], str) and _compares_with_scalars(use):
        return False
    if use.operator in _COUNTING and rest:
        return len(rest) == 1 and not exists(doubt.value)
    within_list = len(rest) == 1 and isinstance(rest[0], int)
    return not ((not rest or within_list) and decided(use, doubt.value))


def _compares_with_scalars(use: Use) -> bool:
    """Whether a map compares alike whatever is in it: it is of another kind than all it is compared with."""
    return use.operator in ("==", "in") and bool(use.values)


def _is_unsure(root: Any, violation: Violation, doubts: Collection[Doubt]) -> bool:
    path = located(root, violation)
    return violation.across or not path or any(_related(path, doubt.path, bool(violation.missing)) for doubt in doubts)


def _related(path: TemplatePath, doubt: TemplatePath, missing: bool) -> bool:
    return path[: len(doubt)] == doubt or (not missing and doubt[: len(path)] == path)
