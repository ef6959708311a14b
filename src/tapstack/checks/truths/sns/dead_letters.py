"""SNS-014: the dead-letter queue of a subscription exists, in its region."""

from collections.abc import Iterator

from tapstack.checks.truths.sns.subscriptions import QUEUE, region_in
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(properties: Property, view: View) -> Iterator[Fault]:
    """A fault for a queue that no stack makes, or of another region."""
    if not properties["RedrivePolicy"].given:
        return
    target = properties["RedrivePolicy"].document["deadLetterTargetArn"]
    if not target.given:
        yield Fault(properties["RedrivePolicy"], "The redrive policy has no deadLetterTargetArn.")
        return
    region = region_in(target, view)
    if region and "\ue000" not in region and region != properties.item.region:
        yield Fault(target, f"The dead-letter queue {target.shown} is in {region}, not in the subscription's region.")
    elif view.find(target, QUEUE) is None:
        yield Fault(target, f"No stack makes the dead-letter queue {target.shown}.")


TRUTH = Truth(
    id="SNS-014",
    title="The dead-letter queue of a subscription exists, in the same region",
    why="SNS refuses the redrive policy, or what cannot be delivered is lost.",
    fix='Name a queue of the same region and account by its ARN: {"deadLetterTargetArn": ...}.',
    source="Amazon SNS Developer Guide"
    " (https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html): queue and subscription"
    " are of the same account and region; badmintoncryer/cdk-preflight (pf-sns-subscription-redrive)"
    " quotes the refusal",
    about=("AWS::SNS::Subscription",),
    judge=judge,
)
