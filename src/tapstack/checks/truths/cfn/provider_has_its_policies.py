"""CFN-004: the policies of a custom resource's function are there for as long as the custom resource is."""

from collections.abc import Iterator

from tapstack.checks.truths.cfn.providers import provider
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.findings import Severity
from tapstack.graph.stackset import Item, NotKnown, Property

_POLICIES = ("AWS::IAM::ManagedPolicy", "AWS::IAM::Policy", "AWS::IAM::RolePolicy")


def judge(token: Property, view: View) -> Iterator[Fault]:
    """A fault for a policy of the function's role that may come after the first call, and go before the last."""
    item = token.item
    function = provider(token, view)
    role = view.find(function["Role"], "AWS::IAM::Role") if function else None
    if role is None:
        return
    for policy in view.all(*_POLICIES, region=item.region):
        if policy.certain and not view.before(item, policy) and _is_of(policy, role, view):
            yield Fault(token, f"{policy.logical_id}, a policy of {role.logical_id}, may come after {item.logical_id}.")


def _is_of(policy: Item, role: Item, view: View) -> bool:
    names = [*policy["Roles"].items, *([policy["RoleName"]] if policy.properties.has("RoleName") else [])]
    for name in names:
        try:
            if view.find(name, "AWS::IAM::Role") is role:
                return True
        except NotKnown:
            continue
    return False


TRUTH = Truth(
    id="CFN-004",
    title="A custom resource comes after the policies of its function's role",
    why="The function is called without its permissions, now and then; and when the stack is deleted the policy goes"
    " first, and the function cannot clean up.",
    fix="Let the custom resource depend on the policy, or write the policy inside the role.",
    source="CloudFormation Template Reference AWS::IAM::Policy (add DependsOn);"
    " https://github.com/aws-solutions/instance-scheduler-on-aws/pull/657; a warning, for it is a race",
    about=("Custom::*",),
    at="ServiceToken",
    judge=judge,
    severity=Severity.WARNING,
)
