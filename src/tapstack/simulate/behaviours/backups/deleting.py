"""What keeps a recovery point from being deleted.

Sources: https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html and
.../create-a-vault-access-policy.html. Assumed: a locked vault keeps a point from everybody until its retention ends,
also while its lock could still be taken away; people are refused by statements that deny everybody without conditions.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tapstack.simulate.cloud.calls import CallRefusedError

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.backups.vaults import Vault
    from tapstack.simulate.behaviours.life import Life
    from tapstack.simulate.cloud.calls import Call

ACTION = "backup:DeleteRecoveryPoint"


def refuse_deletion(life: Life, call: Call, vault: Vault, point: Mapping[str, Any]) -> None:
    """Raises CallRefusedError where the vault's policy or its lock keeps a point."""
    arn = point["RecoveryPointArn"]
    if vault.denies_everybody(ACTION):
        why = f"Access denied: {ACTION} on {arn} with an explicit deny in a resource-based policy"
        raise CallRefusedError("AccessDeniedException", why, status=403)
    if call.role and (why := life.permissions.refusal(call.role, ACTION, arn, region=call.region)):
        raise CallRefusedError("AccessDeniedException", why, status=403)
    if vault.locked:
        why = f"Recovery point {arn} cannot be deleted: the backup vault {vault.name} is locked"
        raise CallRefusedError("InvalidRequestException", why)
