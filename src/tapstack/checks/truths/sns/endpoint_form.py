"""SNS-002: the endpoint of a subscription has the form of its protocol."""

import re
from collections.abc import Iterator

from tapstack.access import canonical
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import NotKnown, Property
from tapstack.render.pattern import TOKEN


def judge(properties: Property, view: View) -> Iterator[Fault]:
    """A fault for a text that the protocol cannot have."""
    endpoint, protocol = properties["Endpoint"], properties["Protocol"].text
    if protocol not in _FORMS or not endpoint.given:
        return
    text = canonical(endpoint.pattern, view)
    if not _FORMS[protocol].fullmatch(TOKEN.sub("0", text)) and not _is_open(text, endpoint, view):
        yield Fault(endpoint, f"The endpoint {endpoint.shown} is none of the protocol {protocol}.")


def _is_open(text: str, endpoint: Property, view: View) -> bool:
    """Whether a text begins with what is not known, so that it may have any form, or is the ARN that Ref gives."""
    if text.startswith("\ue000") and not text.startswith(("\ue000Ref:", "\ue000GetAtt:")):
        raise NotKnown("what the endpoint is, is not known")
    made = view.find(endpoint) if text.startswith("\ue000Ref:") else None
    return made is not None and made.type in _ARN_BY_REF


_ARN_BY_REF = ("AWS::Lambda::Alias", "AWS::Lambda::Version")
_FORMS = {
    "http": re.compile(r"http://.+"),
    "https": re.compile(r"https://.+"),
    "email": re.compile(r"[^@\s]+@[^@\s]+"),
    "email-json": re.compile(r"[^@\s]+@[^@\s]+"),
    "sms": re.compile(r"\+?[0-9][0-9 ()\-]{3,}"),
    "sqs": re.compile(r"arn:[^:]+:sqs:[^:]+:[^:]+:[^:]+"),
    "lambda": re.compile(r"arn:[^:]+:lambda:[^:]+:[^:]+:function:.+"),
    "firehose": re.compile(r"arn:[^:]+:firehose:[^:]+:[^:]+:deliverystream/.+"),
    "application": re.compile(r"arn:[^:]+:sns:[^:]+:[^:]+:endpoint/.+"),
}


TRUTH = Truth(
    id="SNS-002",
    title="The endpoint of a subscription has the form of its protocol",
    why="SNS refuses the subscription: invalid parameter Endpoint; the stack fails.",
    fix="Give the ARN of the queue (not its URL, which Ref gives), function or delivery stream; an address for"
    " email; a URL with its scheme.",
    source="botocore sns Subscribe.Endpoint: the form by protocol",
    about=("AWS::SNS::Subscription",),
    judge=judge,
)
