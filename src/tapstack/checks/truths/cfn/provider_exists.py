"""CFN-001: a custom resource is answered by a function or a topic of its region that is there."""

import re
from collections.abc import Iterator
from typing import Final

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_ARN = re.compile("arn:[^:]*:([a-z0-9-]+):([a-z0-9-]+):")
_NAME = re.compile("[A-Za-z0-9_-]+")
_ANSWER: Final = ("AWS::Lambda::Alias", "AWS::Lambda::Function", "AWS::Lambda::Version", "AWS::SNS::Topic")


def judge(token: Property, view: View) -> Iterator[Fault]:
    """A fault for a token of another service or region, of no ARN, of what no stack makes or of what comes later."""
    item, text = token.item, token.pattern
    arn = _ARN.match(text)
    if arn and arn[1] not in {"lambda", "sns"}:
        yield Fault(token, f"ServiceToken {token.shown} is neither of Lambda nor of SNS.")
    elif arn and arn[2] != item.region:
        yield Fault(token, f"ServiceToken {token.shown} is not in {item.region}.")
    elif _NAME.fullmatch(text):
        yield Fault(token, f"ServiceToken {token.shown} is a name, not an ARN.")
    else:
        yield from _missing(token, view)


def _missing(token: Property, view: View) -> Iterator[Fault]:
    found = view.find(token)
    if found is None:
        yield Fault(token, f"No stack makes the ServiceToken {token.shown}.")
    elif found.type not in _ANSWER:
        yield Fault(token, f"{found} is an {found.type}, which answers no custom resource.")
    elif found.type == "AWS::Lambda::Function" and not _is_arn(token.pattern):
        yield Fault(token, f"Ref of {found.logical_id} gives its name, not its ARN.")
    elif not view.before(token.item, found):
        yield Fault(token, f"{found.logical_id} is not yet there for sure when {token.item.logical_id} is made.")


def _is_arn(text: str) -> bool:
    return text.startswith("arn:") or "GetAtt:" in text


TRUTH = Truth(
    id="CFN-001",
    title="A custom resource's ServiceToken is the ARN of a function or topic of its region that is there before it",
    why="CloudFormation reaches nobody, or waits for an answer until the timeout, an hour without ServiceTimeout.",
    fix="Write Fn::GetAtt: [Function, Arn], or Ref of a topic, of the stack's own region.",
    source="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
    "aws-resource-cloudformation-customresource.html (from the region of the stack);"
    " https://github.com/mozilla/cloudformation-cross-account-outputs/issues/5 (Invalid parameter: TopicArn)",
    about=("Custom::*",),
    at="ServiceToken",
    judge=judge,
    later=True,
)
