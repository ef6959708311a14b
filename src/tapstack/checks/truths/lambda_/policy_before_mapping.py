"""LAMBDA-041: the function may read its source when the mapping is made."""

from collections.abc import Iterator
from fnmatch import fnmatchcase

from tapstack.checks.truths.lambda_.event_sources import MAPPING, kind_of
from tapstack.checks.truths.lambda_.functions import function_of
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Item, NotKnown, Property

_NEEDED = {"kinesis": "kinesis:getrecords", "dynamodb": "dynamodb:getrecords", "sqs": "sqs:receivemessage"}
_POLICIES = {"AWS::IAM::Policy": "Roles", "AWS::IAM::RolePolicy": "RoleName", "AWS::IAM::ManagedPolicy": "Roles"}


def judge(mapping: Property, view: View) -> Iterator[Fault]:
    """A fault where only a policy that may come later lets the role read; what no policy lets is not judged here."""
    needed = _NEEDED.get(kind_of(mapping, view))
    function = function_of(mapping["FunctionName"], view)
    role = view.find(function["Role"], "AWS::IAM::Role") if function else None
    if not needed or role is None:
        return
    if any(_lets(policy["PolicyDocument"], needed) for policy in role["Policies"].items):
        return
    attached = [policy for policy in _attached(role, view) if _lets(policy["PolicyDocument"], needed)]
    if not attached or any(view.before(mapping.item, policy) for policy in attached):
        return
    if role["ManagedPolicyArns"].items:
        raise NotKnown(f"what the managed policies of {role} let it do is not known")
    yield Fault(mapping, f"{attached[0]} lets {role} read the source, but may come after {mapping.item}.")


def _attached(role: Item, view: View) -> Iterator[Item]:
    for policy in view.all(*_POLICIES, region=role.region):
        for name in policy[_POLICIES[policy.type]].items:
            if view.find(name, "AWS::IAM::Role") is role:
                yield policy


def _lets(document: Property, action: str) -> bool:
    return any(
        statement["Effect"].equals("Allow") and any(fnmatchcase(action, each.text.lower()) for each in actions)
        for statement in document["Statement"].items
        if (actions := statement["Action"].items)
    )


TRUTH = Truth(
    id="LAMBDA-041",
    title="The policy that lets a function read its source is made before the event source mapping",
    why="Lambda tries to read at once, and refuses the mapping: cannot access stream. It fails now and then only.",
    fix="Put the policy into the role's Policies, or let the mapping depend on it with DependsOn.",
    source="aws-amplify/amplify-cli#12965 and aws-samples/cross-account-amazon-dynamodb-replication#11 (CreateEvent"
    "SourceMapping: cannot access stream)",
    about=(MAPPING,),
    judge=judge,
)
