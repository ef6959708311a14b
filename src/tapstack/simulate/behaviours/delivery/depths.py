"""How many messages wait in each queue: SQS tells CloudWatch every minute.

Source: SQS Developer Guide, CloudWatch metrics. A queue is told of from its making on; that SQS stops after six quiet
hours is left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life
    from tapstack.simulate.clock import Steps

MINUTE = 60
_VISIBLE = "ApproximateNumberOfMessages"


def tell_depths(life: Life, region: str) -> Steps[None]:
    """Measure every queue of a region, again and again."""
    client = life.client("sqs", region)
    while True:
        yield life.clock.pause(MINUTE)
        yield life.outages.back(region)
        if life.quiet:
            continue
        for url in client.list_queues().get("QueueUrls", ()):
            told = client.get_queue_attributes(QueueUrl=url, AttributeNames=[_VISIBLE])["Attributes"]
            pairs = {"QueueName": url.rpartition("/")[2]}
            life.measure(region, "AWS/SQS", "ApproximateNumberOfMessagesVisible", pairs, float(told[_VISIBLE]))
