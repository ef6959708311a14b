"""The two roles of a self-managed StackSet, or the organization of a service-managed one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from tapstack.deploy.errors import code, told
from tapstack.findings import MissingToolError

if TYPE_CHECKING:
    from collections.abc import Callable

    from tapstack.deploy.connection import Connection
    from tapstack.deploy.target import Target

_REFUSED = ("AccessDenied", "AccessDeniedException")


def administration_role(connection: Connection, target: Target, note: Callable[[str], None]) -> str | None:
    """The ARN of the administration role, its path and all; None where it may not be looked at.

    Raises MissingToolError where one of the two is missing.
    """
    arns = [_arn(connection, target, role, note) for role in (target.administration_role, target.execution_role)]
    return arns[0]


def _arn(connection: Connection, target: Target, role: str, note: Callable[[str], None]) -> str | None:
    with told(f"look for the role {role}"):
        try:
            return str(connection.client("iam").get_role(RoleName=role)["Role"]["Arn"])
        except ClientError as error:
            if code(error) in _REFUSED:
                note(f"whether the role {role} exists is not known: iam:GetRole is not allowed to these credentials")
                return None
            if code(error) != "NoSuchEntity":
                raise
    message = f"Account {connection.account_id} has no role {role}, which StackSets need."
    raise MissingToolError(message, remedy=_remedy(connection, target))


def _remedy(connection: Connection, target: Target) -> str:
    suffix = target.subject.given.get("EnvironmentSuffix", "SUFFIX")
    return (
        f"Make both, once: aws cloudformation deploy --region {connection.management_region} "
        "--stack-name trading-stackset-roles --template-file lib/StackSetRoles.json "
        f"--capabilities CAPABILITY_NAMED_IAM --parameter-overrides EnvironmentSuffix={suffix} "
        f"TemplateBucketName={target.bucket or 'BUCKET'}; or name others: --administration-role, --execution-role."
    )


def refuse_without_trust(connection: Connection) -> None:
    """Raises MissingToolError where CloudFormation may not work for the organization's accounts.

    Source: botocore cloudformation, DescribeOrganizationsAccess.
    """
    with told("look whether StackSets have access to the organization"):
        status = connection.client("cloudformation").describe_organizations_access()["Status"]
    if status != "ENABLED":
        message = f"StackSets have no access to the organization of account {connection.account_id} ({status})."
        remedy = "Give it, in the management account: aws cloudformation activate-organizations-access."
        raise MissingToolError(message, remedy=remedy)
