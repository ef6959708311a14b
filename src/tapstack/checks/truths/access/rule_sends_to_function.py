"""ACCESS-035: the function that a rule sends to lets EventBridge do so."""

from collections.abc import Iterator

from tapstack.access import arn
from tapstack.checks.truths.access.places import kind_of
from tapstack.checks.truths.access.senders import FUNCTION, shut
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(site: Property, view: View) -> Iterator[Fault]:
    """A fault where it is shut out."""
    if not site.has("RoleArn") and kind_of(site["Arn"], view) == FUNCTION:
        yield from shut(site["Arn"], FUNCTION, "events", arn(site.item, view), view)


TRUTH = Truth(
    id="ACCESS-035",
    title="A function that is a target of a rule lets EventBridge send to it",
    why="The rule is made; each event fails at the target and is dropped: the rule's FailedInvocations rise.",
    fix="Add an AWS::Lambda::Permission for events.amazonaws.com, with the rule as SourceArn and without SourceAccount:"
    " the ARN has the account.",
    source="Amazon EventBridge User Guide, Using resource-based policies (eb-use-resource-based); GitHub"
    " hashicorp/terraform-provider-aws pull 4116 and awsdocs/aws-cloudformation-user-guide pull 481: a permission"
    " with SourceAccount shut events out",
    about=("AWS::Events::Rule",),
    at="Targets[]",
    judge=judge,
    later=True,
)
