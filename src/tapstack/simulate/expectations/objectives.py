"""Recovery objectives, fixed by the owners of the platform: decisions.md 8. Seconds, or counts.

They are not derived from the template: a template that cannot keep them fails.
"""

from __future__ import annotations

from collections.abc import Mapping

MINUTE = 60.0
OBJECTIVES: Mapping[str, float] = {
    "failover RTO": 6 * MINUTE,
    "cutover": 30 * MINUTE,
    "cutover lost": 0,
    "object RPO": 15 * MINUTE,
    "table RPO": 10,
    "lost with mirror": 0,
}
