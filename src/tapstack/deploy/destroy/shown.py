"""A plan of deletion for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tapstack.deploy.destroy.fate import DELETED, RETAINED

if TYPE_CHECKING:
    from tapstack.deploy.destroy.plan import Plan, RegionPlan


def told(plan: Plan) -> Iterator[str]:
    """What goes and what stays, in the order in which it happens."""
    for number, region in enumerate(plan.regions, start=1):
        yield f"{number}. {region.region}: {_stack(region)}"
        yield from _fates(region)
    for one in plan.others:
        yield f"The instance in {one.region} of account {one.account} stays: nobody named it."
    if not plan.others:
        yield f"{len(plan.regions) + 1}. The StackSet {plan.stack_set} itself."


def _stack(region: RegionPlan) -> str:
    if region.stack is None:
        return "there is no stack, only its instance goes"
    counts = Counter(one.fate for one in region.fates)
    protected = "; TERMINATION PROTECTION IS ON" if region.stack.protected else ""
    kept = f", {counts[RETAINED]} stay" if counts[RETAINED] else ""
    return f"the stack {region.stack.name} goes, {counts[DELETED]} resources with it{kept}{protected}"


def _fates(region: RegionPlan) -> Iterator[str]:
    """Each that stays, and each that goes and has something special about it."""
    for one in region.fates:
        if one.fate != DELETED or one.notes or one.loses_data:
            notes = "".join(f" {note}" for note in one.notes)
            stays = "is DELETED" if one.fate == DELETED else f"stays ({one.policy})"
            yield f"   {one.logical_id} {one.physical_id} ({one.type}) {stays}.{notes}"
