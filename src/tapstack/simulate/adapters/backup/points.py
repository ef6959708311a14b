"""Recovery points: moto holds none, so they are kept in the world's records, by ARN, with their BackupVaultName."""

from __future__ import annotations

from tapstack.simulate.adapters.adapter import Bench

RECOVERY_POINT = "backup:recovery-point"


def holds_points(bench: Bench, vault: str) -> bool:
    """Whether a vault of the stack's region holds a recovery point."""
    points = bench.cloud.records.of(RECOVERY_POINT, bench.region).values()
    return any(one["BackupVaultName"] == vault for one in points)
