"""SNS-020: the actions of a topic policy are those of a topic."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(policy: Property, _: View) -> Iterator[Fault]:
    """A fault for each that is not."""
    for statement in policy.document["Statement"].items:
        for action in statement["Action"].items:
            text = action.pattern.lower()
            if text != "*" and (not text.startswith("sns:") or text in _OUT_OF_SCOPE):
                yield Fault(action, f"{action.shown} is no action on a topic.")


_OUT_OF_SCOPE = ("sns:createtopic", "sns:listtopics", "sns:listsubscriptions")


TRUTH = Truth(
    id="SNS-020",
    title="The actions of a topic policy are actions on a topic",
    why="SNS refuses the policy: policy statement action out of service scope; the stack fails.",
    fix="Name sns:Publish, sns:Subscribe and the like; what is no action on a topic belongs into IAM policies.",
    source="hashicorp/terraform#12740 quotes the refusal; Service Authorization Reference: actions with the"
    " resource type topic",
    about=("AWS::SNS::TopicPolicy",),
    at="PolicyDocument",
    judge=judge,
)
