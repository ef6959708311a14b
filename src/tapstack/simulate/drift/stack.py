"""Whether the resources of a stack are as it wants them. Source: botocore cloudformation, StackDriftStatus."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from tapstack.simulate.drift.resource import DELETED, IN_SYNC, MODIFIED, NOT_CHECKED, resource_drift

if TYPE_CHECKING:
    from tapstack.simulate.drift.resource import ResourceDrift
    from tapstack.simulate.engine import LiveStack
    from tapstack.simulate.engine.hands import Hands

DRIFTED = "DRIFTED"


def stack_drift(hands: Hands, live: LiveStack, names: Collection[str] = ()) -> list[ResourceDrift]:
    """How all that the stack has made stands now, or only what is named."""
    return [
        resource_drift(hands, live, one.logical_id)
        for one in list(live.made())
        if one.wanted is not None and (not names or one.logical_id in names)
    ]


def status_of(drifts: Iterable[ResourceDrift]) -> str:
    """DRIFTED where any resource is changed or gone; NOT_CHECKED where none was looked at."""
    statuses = {one.status for one in drifts}
    if statuses & {MODIFIED, DELETED}:
        return DRIFTED
    return IN_SYNC if IN_SYNC in statuses else NOT_CHECKED
