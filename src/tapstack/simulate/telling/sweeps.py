"""A sweep, for people and for programs."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from tapstack.findings import plain, redact

if TYPE_CHECKING:
    from tapstack.simulate.sweep import Swept


def human(swept: Swept, secrets: frozenset[str]) -> str:
    """How many calls were refused in each phase and region, and after which something was wrong."""
    if swept.trouble:
        return redact(plain(f"Nothing was swept. Unbroken, the operations fail: {swept.trouble}"), secrets) + "\n"
    counts = Counter((one.place.phase, one.place.region) for one in swept.broken)
    lines = [f"{phase:8} {region:16} {count} calls refused, one by one" for (phase, region), count in counts.items()]
    changes = " ".join(f"{name}={value}" for name, value in swept.changes.items())
    lines.append(f"The update: {changes or 'none, for no parameter can change'}")
    for one in swept.faults:
        place = one.place
        lines.append(f"FAIL {place.phase} {place.region} {place.action} {place.logical_id}: {'; '.join(one.faults)}")
    again = sum(one.again for one in swept.broken)
    lines.append(
        f"{len(swept.broken)} calls refused, {again} of them again from the beginning; {len(swept.faults)} failed."
    )
    return "".join(redact(plain(line), secrets) + "\n" for line in lines)


def document(swept: Swept) -> dict[str, Any]:
    """``{"version": 1, "changes", "trouble", "breaks": [{"phase", "region", "logicalId", "faults", ...}]}``."""
    breaks = [
        {
            "phase": one.place.phase,
            "region": one.place.region,
            "action": one.place.action,
            "logicalId": one.place.logical_id,
            "type": one.place.type,
            "again": one.again,
            "faults": list(one.faults),
        }
        for one in swept.broken
    ]
    return {"version": 1, "changes": dict(swept.changes), "trouble": swept.trouble, "breaks": breaks}
