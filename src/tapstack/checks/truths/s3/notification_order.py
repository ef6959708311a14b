"""S3-101: what lets S3 notify a target is there before the bucket."""

from collections.abc import Iterator

from tapstack.checks.truths.s3.notifications import notifications
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Item, Property

_LISTS = {
    "AWS::SNS::Topic": (("AWS::SNS::TopicPolicy", "Topics"), ("AWS::SNS::TopicInlinePolicy", "TopicArn")),
    "AWS::SQS::Queue": (("AWS::SQS::QueuePolicy", "Queues"), ("AWS::SQS::QueueInlinePolicy", "Queue")),
    "AWS::Lambda::Function": (("AWS::Lambda::Permission", "FunctionName"),),
}


def judge(configuration: Property, view: View) -> Iterator[Fault]:
    """A fault for each target of the stack without a policy, or whose policies the bucket does not wait for."""
    for one in notifications(configuration):
        found = view.find(one.target, one.type)
        if found is None:
            continue
        policies = _policies(found, view)
        if not policies:
            yield Fault(one.target, f"No policy lets S3 notify {found}.")
        elif not any(view.before(one.at.item, policy) for policy in policies):
            yield Fault(one.target, f"The bucket does not wait for {policies[0].logical_id}, which lets it notify.")


def _policies(target: Item, view: View) -> list[Item]:
    found = ((policy, names) for name, names in _LISTS[target.type] for policy in view.all(name, region=target.region))
    return [policy for policy, names in found if _lists(policy[names], target, view)]


def _lists(names: Property, target: Item, view: View) -> bool:
    return any(view.find(one, target.type) is target for one in names.items)


TRUTH = Truth(
    id="S3-101",
    title="The policy or permission that lets S3 notify a topic, queue or function comes before the bucket",
    why="S3 sends a test message when the configuration is written; without the permission it answers Unable to"
    " validate the following destination configurations, and the bucket is not made.",
    fix="Let the bucket depend on the topic policy, queue policy or permission, and build the bucket's ARN in them from"
    " its name.",
    source="botocore s3 PutBucketNotificationConfiguration (a test message is sent; if it fails the whole request"
    " fails); resource schema AWS::S3::Bucket, NotificationConfiguration (the bucket cannot be created until it has"
    " permission to invoke the function)",
    about=("AWS::S3::Bucket",),
    at="NotificationConfiguration",
    judge=judge,
)
