"""KMS-001: whoever makes a key may change its policy afterwards."""

from collections.abc import Iterator

from tapstack.checks.truths.resource_policies import allows, covers, of_anyone, principals, statements
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import NotKnown, Property
from tapstack.render.pattern import ACCOUNT

_ACTION = "kms:PutKeyPolicy"


def judge(policy: Property, _: View) -> Iterator[Fault]:
    """A fault where no principal of the account may put a key policy."""
    if policy.item["BypassPolicyLockoutSafetyCheck"].flag:
        return
    about = [one for one in statements(policy) if covers(one, _ACTION)]
    denied = [one for one in about if not allows(one) and of_anyone(one) and not one.has("Condition")]
    letting = [one for one in about if allows(one) and principals(one, "AWS")]
    if denied:
        yield Fault(denied[0], f"The statement denies {_ACTION} to everyone.")
    elif not letting:
        yield Fault(policy, f"No statement lets anyone of the account do {_ACTION}.")
    elif not any(_root(one) and not one.has("Condition") for one in letting):
        raise NotKnown(f"whether who deploys may do {_ACTION} hangs on who that is")


def _root(statement: Property) -> bool:
    named = [one.pattern for one in principals(statement, "AWS")]
    return any(text in ("*", ACCOUNT) or text.endswith(":root") or text.isdecimal() for text in named)


TRUTH = Truth(
    id="KMS-001",
    title="A key policy lets the account, or whoever deploys, change the policy",
    why="KMS answers MalformedPolicyDocumentException: the policy would not allow its own update; else nobody could"
    " ever manage the key.",
    fix="Add a statement that allows kms:* to arn:${AWS::Partition}:iam::${AWS::AccountId}:root.",
    source="resource schema AWS::KMS::Key, KeyPolicy (it must allow the caller to make a later PutKeyPolicy request,"
    " unless BypassPolicyLockoutSafetyCheck is true)",
    about=("AWS::KMS::Key", "AWS::KMS::ReplicaKey"),
    at="KeyPolicy",
    judge=judge,
)
