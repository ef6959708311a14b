"""CFN-008: what a stack set says fits the model of its permissions."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_ROLES = ("AdministrationRoleARN", "ExecutionRoleName")


def judge(stackset: Property, _: View) -> Iterator[Fault]:
    """A fault for what belongs to the other model, and for what is missing."""
    managed = stackset["PermissionModel"].equals("SERVICE_MANAGED")
    yield from _service(stackset) if managed else _own(stackset)


def _service(stackset: Property) -> Iterator[Fault]:
    for name in _ROLES:
        if stackset.has(name):
            yield Fault(stackset[name], f"PermissionModel is SERVICE_MANAGED, which uses no {name}.")
    if not stackset.has("AutoDeployment"):
        yield Fault(stackset["PermissionModel"], "PermissionModel is SERVICE_MANAGED, and AutoDeployment is missing.")
    for targets in stackset.each("StackInstancesGroup[].DeploymentTargets"):
        if not targets.has("OrganizationalUnitIds"):
            yield Fault(targets, "PermissionModel is SERVICE_MANAGED, and the targets have no OrganizationalUnitIds.")


def _own(stackset: Property) -> Iterator[Fault]:
    if stackset.has("AutoDeployment"):
        yield Fault(stackset["AutoDeployment"], "AutoDeployment is given, and PermissionModel is not SERVICE_MANAGED.")
    if stackset.has("CallAs") and stackset["CallAs"].equals("DELEGATED_ADMIN"):
        yield Fault(stackset["CallAs"], "CallAs is DELEGATED_ADMIN, and PermissionModel is not SERVICE_MANAGED.")
    for targets in stackset.each("StackInstancesGroup[].DeploymentTargets"):
        if targets.has("OrganizationalUnitIds"):
            yield Fault(targets, "OrganizationalUnitIds are given, and PermissionModel is not SERVICE_MANAGED.")


TRUTH = Truth(
    id="CFN-008",
    title="A stack set's targets, roles and automatic deployment fit its permission model",
    why="CloudFormation refuses the stack set, or its instances.",
    fix="SERVICE_MANAGED: AutoDeployment and OrganizationalUnitIds, no roles. SELF_MANAGED: Accounts, and roles.",
    source="botocore cloudformation CreateStackSet.AutoDeployment, .AdministrationRoleARN, .CallAs;"
    " CreateStackInstances.Accounts, .DeploymentTargets",
    about=("AWS::CloudFormation::StackSet",),
    judge=judge,
)
