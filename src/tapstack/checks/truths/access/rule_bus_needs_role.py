"""ACCESS-015: a bus of another region or account is a target with a role."""

from collections.abc import Iterator

from tapstack.access import account, same
from tapstack.checks.truths.access.places import arn_in
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.findings import Severity
from tapstack.graph.stackset import Property


def judge(target: Property, view: View) -> Iterator[Fault]:
    """A fault for a far bus without RoleArn."""
    text = arn_in(target["Arn"], view)
    if ":event-bus/" in text and not target.has("RoleArn"):
        far = f":{target.item.region}:" not in text or same(text, _here(text, target)) is False
        if far:
            yield Fault(target, f"The bus {target['Arn'].shown} is in another region or account; there is no RoleArn.")


def _here(text: str, target: Property) -> str:
    """The same bus in the account of the rule."""
    head, _, name = text.rpartition(":")
    start = ":".join(head.split(":", 4)[:4])
    return f"{start}:{account(target.item)}:{name}"


TRUTH = Truth(
    id="ACCESS-015",
    title="A target that is a bus of another region or account has a RoleArn",
    why="Events are not forwarded: the rule's FailedInvocations rise, and nobody sees why.",
    fix="Give the target a role with events:PutEvents on that bus.",
    source="assumption: Amazon EventBridge User Guide, sending events between Regions, asks for a role; since when a"
    " target without one is refused is not said",
    about=("AWS::Events::Rule",),
    at="Targets[]",
    judge=judge,
    severity=Severity.WARNING,
)
