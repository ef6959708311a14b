"""What a deployment stands on: bucket, roles or organization, regions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from tapstack.deploy.looking.bucket import refuse_bucket, stored
from tapstack.deploy.looking.regions import refuse_disabled
from tapstack.deploy.looking.roles import administration_role, refuse_without_trust
from tapstack.deploy.looking.stack_set import look
from tapstack.findings import InputError

if TYPE_CHECKING:
    from tapstack.deploy.connection import Connection
    from tapstack.deploy.planning.present import Present
    from tapstack.deploy.planning.wanted import Wanted
    from tapstack.deploy.target import Target


def looked(
    connection: Connection, target: Target, wanted: Wanted, note: Callable[[str], None]
) -> tuple[Wanted, Present]:
    """What is wanted, with the ARN that the role has, and what is there. Raises TapstackError where one is missing."""
    refuse_disabled(connection)
    refuse_bucket(connection, wanted.bucket)
    if not wanted.self_managed:
        refuse_without_trust(connection)
    elif arn := administration_role(connection, target, note):
        wanted = replace(wanted, administration_role_arn=arn)
    uploaded = stored(connection, wanted.bucket, wanted.key) == wanted.template.sha256
    present = look(connection, wanted.stack_set, uploaded=uploaded)
    _refuse_other_model(wanted, present)
    return wanted, present


def _refuse_other_model(wanted: Wanted, present: Present) -> None:
    there = (present.stack_set or {}).get("PermissionModel", wanted.permission_model)
    if there != wanted.permission_model:
        message = f"The StackSet {wanted.stack_set} is {there}, and {wanted.permission_model} was asked for."
        raise InputError(message, remedy=f"Give --permission-model {there}, or another --stack-set.")
