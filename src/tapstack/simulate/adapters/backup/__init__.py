"""The resource types of AWS Backup."""

from tapstack.simulate.adapters.adapter import Adapter
from tapstack.simulate.adapters.backup.plan import BackupPlan
from tapstack.simulate.adapters.backup.points import RECOVERY_POINT
from tapstack.simulate.adapters.backup.restore_testing import RestoreTestingPlan, RestoreTestingSelection
from tapstack.simulate.adapters.backup.selection import BackupSelection
from tapstack.simulate.adapters.backup.vault import BackupVault

ADAPTERS: tuple[type[Adapter], ...] = (
    BackupPlan,
    BackupSelection,
    BackupVault,
    RestoreTestingPlan,
    RestoreTestingSelection,
)

__all__ = ["ADAPTERS", "RECOVERY_POINT"]
