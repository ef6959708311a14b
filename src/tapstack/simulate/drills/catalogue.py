"""Every drill there is, in the order in which they are told."""

from __future__ import annotations

from collections.abc import Sequence

from tapstack.findings import InputError
from tapstack.simulate.drills import (
    cutover,
    duplicates,
    function_crash,
    health_flapping,
    key_disabled,
    loss_in_phases,
    lost_response,
    mode_flip,
    moving_while_written,
    poison_records,
    region_loss,
    replication_lag,
    retire_source,
    rollback,
    throttled_table,
    two_operations,
)
from tapstack.simulate.drills.drill import Drill

DRILLS: tuple[Drill, ...] = (
    region_loss.DRILL,
    region_loss.MIRRORED,
    *loss_in_phases.DRILLS,
    cutover.DRILL,
    rollback.DRILL,
    moving_while_written.DRILL,
    replication_lag.DRILL,
    throttled_table.DRILL,
    poison_records.DRILL,
    duplicates.DRILL,
    function_crash.DRILL,
    health_flapping.DRILL,
    key_disabled.DRILL,
    lost_response.DRILL,
    mode_flip.DRILL,
    two_operations.DRILL,
    retire_source.DRILL,
)


def chosen(names: Sequence[str]) -> tuple[Drill, ...]:
    """The drills of these names, all where none is named. Raises InputError for a name that none has."""
    known = {drill.name: drill for drill in DRILLS}
    for name in names:
        if name not in known:
            raise InputError(f"There is no drill {name}.", remedy=f"Use one of {', '.join(known)}.")
    return tuple(known[name] for name in dict.fromkeys(names)) if names else DRILLS
