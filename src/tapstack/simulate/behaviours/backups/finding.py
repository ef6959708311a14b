"""What a call names, or the refusal of a call that names what is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tapstack.simulate.behaviours.backups.arns import vault_arn
from tapstack.simulate.behaviours.backups.vaults import Vault, find_vault
from tapstack.simulate.cloud.calls import CallRefusedError

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.backups.backups import Backups
    from tapstack.simulate.behaviours.backups.events import JobKind
    from tapstack.simulate.behaviours.backups.jobs import Job
    from tapstack.simulate.cloud.calls import Call

_GONE = "ResourceNotFoundException"


def vault_of(backups: Backups, call: Call, name: str) -> Vault:
    """The vault of a name in the call's region. Raises CallRefusedError."""
    vault = find_vault(backups.life, vault_arn(call.region, backups.life.cloud.account_id, name))
    if vault is None:
        raise CallRefusedError(_GONE, f"Backup vault {name} not found")
    return vault


def point_of(backups: Backups, call: Call, vault: str | None = None) -> dict[str, Any]:
    """The point that the call names, in a vault if one is given. Raises CallRefusedError."""
    arn = call.params["RecoveryPointArn"]
    point = backups.points.find(call.region, arn, vault)
    if point is None:
        raise CallRefusedError(_GONE, f"Cannot find recovery point {arn}")
    return point


def job_of(backups: Backups, call: Call, kind: JobKind) -> Job:
    """The job that the call names. Raises CallRefusedError."""
    name = call.params[kind.id]
    job = backups.jobs.find(kind, call.region, name)
    if job is None:
        raise CallRefusedError(_GONE, f"Cannot find {kind.word} job {name}")
    return job
