"""SNS-010: a filter policy is one."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(properties: Property, _: View) -> Iterator[Fault]:
    """A fault for each key whose values are no list, in a filter on attributes."""
    policy = properties["FilterPolicy"]
    if not policy.given:
        return
    members = policy.document.members
    if len(members) > _KEYS:
        yield Fault(policy, f"The filter has {len(members)} keys; 5 may be.")
    if properties["FilterPolicyScope"].pattern not in ("", "MessageAttributes"):
        return
    for name, values in members.items():
        if name != "$or" and not isinstance(values.raw, list):
            yield Fault(values, f"The values of {name} are no list: {values.shown}.")


_KEYS = 5


TRUTH = Truth(
    id="SNS-010",
    title="A filter policy has at most five keys, each with a list of values",
    why="SNS refuses it: invalid parameter FilterPolicy; the stack fails.",
    fix='Write {"kind": ["order"]}: a list even of one value.',
    source="Amazon SNS Developer Guide"
    " (https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html): at most"
    " five keys; values are an array",
    about=("AWS::SNS::Subscription",),
    judge=judge,
)
