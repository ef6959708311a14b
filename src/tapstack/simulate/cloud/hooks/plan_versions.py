"""Backup's UpdateBackupPlan, which moto does not answer; and the names of plans that are gone, which moto keeps.

Source: botocore backup UpdateBackupPlan: the plan stays, and its new document has a version id of its own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from moto.backup.exceptions import ResourceNotFoundException
from moto.backup.models import BackupBackend, Plan
from moto.backup.responses import BackupResponse

_create = BackupBackend.create_backup_plan


def _update_backup_plan(response: Any) -> str:
    """Answers UpdateBackupPlan; a deleted plan is not found."""
    backend, plan_id = response.backup_backend, response.path.rpartition("/")[2]
    plan = backend.plans.get(plan_id)
    if plan is None or plan.deletion_date is not None:
        raise ResourceNotFoundException(msg=f"Cannot find Backup plan with ID {plan_id}")
    new = Plan(json.loads(response.body)["BackupPlan"], plan.creator_request_id, backend)
    plan.version_id, plan.backup_plan = new.version_id, new.backup_plan
    plan.advanced_backup_settings = new.advanced_backup_settings
    return json.dumps(plan.to_dict())


def _create_backup_plan(backend: Any, **given: Any) -> Any:
    """Makes a plan whose name no plan has that is still there."""
    every = backend.plans
    backend.plans = {name: plan for name, plan in every.items() if plan.deletion_date is None}
    try:
        made = _create(backend, **given)
    finally:
        backend.plans = every
    every[made.backup_plan_id] = made
    return made


@contextmanager
def plan_versions() -> Iterator[None]:
    """While plans can be updated, and made anew."""
    with (
        patch.object(BackupResponse, "update_backup_plan", _update_backup_plan, create=True),
        patch.object(BackupBackend, "create_backup_plan", _create_backup_plan),
    ):
        yield
