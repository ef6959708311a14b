"""The keys that a comparison found to differ."""

from parts.workflow import Json
from parts.written_once import once

KEPT = 100  # differing keys that are written down


def write_down(report: str, place: Json, differing: list[Json]) -> str:
    """Keep the first keys that differ, a step for each slice; a slice that runs again finds its own there."""
    if kept := differing[: KEPT - place["kept"]]:
        once(f"{report}#{place['slice']:06}", Differences=kept)
    place["kept"] += len(kept)
    place["slice"] += 1
    return report
