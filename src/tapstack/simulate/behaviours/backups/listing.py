"""Lists of jobs and recovery points, filtered and in pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from tapstack.simulate.behaviours.paging import page
from tapstack.simulate.cloud.calls import CallRefusedError

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.backups.jobs import Job
    from tapstack.simulate.cloud.calls import Call

_MOST = 1000
_SAME = {
    "ByResourceArn": "ResourceArn",
    "ByState": "State",
    "ByStatus": "Status",
    "ByBackupVaultName": "BackupVaultName",
    "ByResourceType": "ResourceType",
    "ByAccountId": "AccountId",
    "ByParentJobId": "ParentJobId",
    "ByDestinationVaultArn": "DestinationBackupVaultArn",
    "BySourceRecoveryPointArn": "SourceRecoveryPointArn",
    "ByParentRecoveryPointArn": "ParentRecoveryPointArn",
}
_DATES = {"Created": "CreationDate", "Complete": "CompletionDate"}
_PLAIN = frozenset({"MaxResults", "NextToken", "BackupVaultName", "BackupVaultAccountId"})


def listed_jobs(call: Call, jobs: Sequence[Job], name: str) -> dict[str, Any]:
    """The answer of ListBackupJobs, ListCopyJobs or ListRestoreJobs, the newest job first (assumed)."""
    return _listed(call, [job.about for job in reversed(jobs)], name)


def listed_points(call: Call, points: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The answer of ListRecoveryPointsByBackupVault, the newest point first (assumed)."""
    return _listed(call, list(reversed(points)), "RecoveryPoints")


def _listed(call: Call, found: Sequence[Mapping[str, Any]], name: str) -> dict[str, Any]:
    fitting = [dict(one) for one in found if all(_fits(one, key, value) for key, value in call.params.items())]
    shown, token = page(fitting, call.params.get("MaxResults") or _MOST, call.params.get("NextToken"))
    return {name: shown, **({"NextToken": token} if token else {})}


def _fits(one: Mapping[str, Any], key: str, value: Any) -> bool:
    """Whether something passes one filter. Raises CallRefusedError for a filter that is not known here."""
    if key in _PLAIN:
        return True
    if key in _SAME:
        return bool(one.get(_SAME[key]) == value)
    if key in ("ByBackupPlanId", "ByRestoreTestingPlanArn"):
        return bool((one.get("CreatedBy") or {}).get(key.removeprefix("By")) == value)
    for word, member in _DATES.items():
        if key in (f"By{word}Before", f"By{word}After"):
            return member in one and bool(one[member] < value if key.endswith("Before") else one[member] > value)
    raise CallRefusedError("InvalidParameterValueException", f"The simulator does not know the filter {key}")
