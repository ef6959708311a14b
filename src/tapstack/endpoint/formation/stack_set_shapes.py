"""StackSets as answers tell them.

Source: botocore cloudformation, shapes StackSet and StackSetSummary; what a set tells of drift before anyone has looked
is that of the example of describe-stack-set in the AWS command line's reference. That parameters with defaults are told
even where they were not given: Terraform's documentation of aws_cloudformation_stack_set, argument parameters.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from tapstack.endpoint.execution_roles import administration_role
from tapstack.endpoint.formation.parameters import HIDDEN, plain
from tapstack.endpoint.formation.stack_set_drift import last, of_set
from tapstack.endpoint.formation.stack_set_names import set_id
from tapstack.simulate.stackset.statuses import SELF_MANAGED

if TYPE_CHECKING:
    from tapstack.endpoint.account import Account
    from tapstack.render import Program
    from tapstack.simulate.stackset import StackSet


def described(account: Account, region: str, stack_set: StackSet) -> dict[str, Any]:
    """As DescribeStackSet tells it."""
    wish = stack_set.wish
    program: Program = wish.template
    values = plain(program.parameters.resolve(wish.parameters))
    return {
        **_common(stack_set),
        **roles(account, region, stack_set),
        "TemplateBody": program.template.text,
        "Parameters": list(told(stack_set, values)),
        "Capabilities": list(wish.capabilities),
        "Tags": [{"Key": name, "Value": value} for name, value in wish.tags.items()],
        "StackSetARN": stack_set.arn,
        "StackSetDriftDetectionDetails": of_set(account, stack_set),
        "OrganizationalUnitIds": list(stack_set.units),
        "Regions": list(dict.fromkeys(target.region for target in stack_set.instances)),
    }


def summary(account: Account, stack_set: StackSet) -> dict[str, Any]:
    """As ListStackSets tells it."""
    found = of_set(account, stack_set)
    looked = last(stack_set) is not None
    time = found["LastDriftCheckTimestamp"] if looked else None
    return {**_common(stack_set), "DriftStatus": found["DriftStatus"], "LastDriftCheckTimestamp": time}


def _common(stack_set: StackSet) -> dict[str, Any]:
    return {
        "StackSetName": stack_set.name,
        "StackSetId": set_id(stack_set),
        "Description": stack_set.description or None,
        "Status": stack_set.status,
        "AutoDeployment": stack_set.auto_deployment,
        "PermissionModel": stack_set.permission_model,
        "ManagedExecution": {"Active": stack_set.managed},
    }


def roles(account: Account, region: str, stack_set: StackSet) -> dict[str, str]:
    """The roles of a set that has any."""
    if stack_set.permission_model != SELF_MANAGED:
        return {}
    administration = administration_role(stack_set, account.id, region)
    return {"AdministrationRoleARN": administration, "ExecutionRoleName": stack_set.execution_role}


def told(stack_set: StackSet, values: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """Values of a set's parameters; NoEcho values are not shown."""
    declared = stack_set.wish.template.parameters.declarations
    for name, value in values.items():
        hidden = name in declared and declared[name].no_echo
        yield {"ParameterKey": name, "ParameterValue": HIDDEN if hidden else value}
