"""What is to be deployed, under which name and from where: what every command about a deployment is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tapstack.checks.subject import Subject

SELF_MANAGED, SERVICE_MANAGED = "SELF_MANAGED", "SERVICE_MANAGED"
ADMINISTRATION_ROLE = "AWSCloudFormationStackSetAdministrationRole"
EXECUTION_ROLE = "AWSCloudFormationStackSetExecutionRole"
"""The names that StackSets look for. Source: botocore cloudformation, CreateStackSetInput."""


@dataclass(frozen=True)
class Target:
    """``subject`` is the template with its parameters and regions; ``bucket`` holds what is uploaded, if it is named.

    ``management_region`` is where the StackSet is. The roles are names, not ARNs.
    """

    subject: Subject
    stack_set: str
    management_region: str
    bucket: str | None = None
    administration_role: str = ADMINISTRATION_ROLE
    execution_role: str = EXECUTION_ROLE
    permission_model: str = SELF_MANAGED
    account_id: str | None = None
    tags: Mapping[str, str] = field(default_factory=dict)
