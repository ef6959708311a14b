"""EVENTS-016: the dead-letter queue of a target or bus is a standard queue of its own region."""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.checks.truths.references.arn import arn
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property
from tapstack.render.pattern import is_whole


def judge(site: Property, view: View) -> Iterator[Fault]:
    """A fault for every dead-letter queue that does not fit."""
    places = [
        site["DeadLetterConfig.Arn"],
        site["Target.DeadLetterConfig.Arn"],
        *site.each("Targets[].DeadLetterConfig.Arn"),
    ]
    for place in places:
        if not place.given:
            continue
        found = arn(place.pattern)
        if found and found.service != "sqs":
            yield Fault(place, f"The dead-letter target {place.shown} is no queue.")
        elif found and is_whole(found.region) and found.region != site.item.region:
            yield Fault(place, f"The dead-letter queue {place.shown} is in {found.region}.")
        elif place.pattern.endswith(".fifo"):
            yield Fault(place, f"The dead-letter queue {place.shown} is a FIFO queue.")
        else:
            queue = view.find(place, "AWS::SQS::Queue")
            if queue is None:
                yield Fault(place, f"No stack makes the dead-letter queue {place.shown}.")
            elif queue["FifoQueue"].flag:
                yield Fault(place, f"The dead-letter queue {queue} is a FIFO queue.")


TRUTH = Truth(
    id="EVENTS-016",
    title="The dead-letter queue of a target or bus is a standard queue of its own region",
    why="PutTargets refuses another region's or a FIFO queue; what cannot be delivered would be lost.",
    fix="Give the ARN of a standard queue of the same region and account.",
    source="EventBridge User Guide"
    " (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html): standard queues only,"
    " of the rule's region; badmintoncryer/cdk-preflight (pf-events-target-dlq) quotes the refusals",
    about=(
        "AWS::Events::Rule",
        "AWS::Events::EventBus",
        "AWS::Scheduler::Schedule",
    ),
    judge=judge,
)
