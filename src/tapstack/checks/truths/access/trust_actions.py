"""ACCESS-075: a trust policy permits assuming only."""

from collections.abc import Iterator

from tapstack.checks.truths.access.documents import statements
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(document: Property, _: View) -> Iterator[Fault]:
    """A fault for each action that is no action of STS."""
    for statement in statements(document):
        for action in statement["Action"].items:
            if action.pattern != "*" and not action.pattern.lower().startswith("sts:"):
                yield Fault(action, f"{action.shown} has no place in a trust policy.")


TRUTH = Truth(
    id="ACCESS-075",
    title="The actions of a trust policy are those of STS",
    why="IAM refuses the role: an AssumeRole policy may only specify STS AssumeRole actions; the stack fails.",
    fix="Write sts:AssumeRole (or AssumeRoleWithSAML, AssumeRoleWithWebIdentity, TagSession, SetSourceIdentity);"
    " put what the role may do into Policies.",
    source="badmintoncryer/cdk-preflight (pf-iam-trust-policy-action-sts-only) quotes the refusal: an"
    " AssumeRole policy may only specify STS AssumeRole actions",
    about=("AWS::IAM::Role",),
    at="AssumeRolePolicyDocument",
    judge=judge,
)
