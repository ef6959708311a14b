"""S3-101: what lets S3 notify a target is there before the bucket."""

from collections.abc import Iterator
from functools import partial

from tapstack.checks.truths.resource_policies import some
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
        if not some(policies, partial(_lets, found, view)):
            yield Fault(one.target, f"No policy lets S3 notify {found}.")
        elif not some(policies, partial(_in_time, one.at, found, view)):
            yield Fault(one.target, f"The bucket does not wait for the policy that lets it notify {found}.")


def _policies(target: Item, view: View) -> list[tuple[Item, str]]:
    found = ((policy, names) for name, names in _LISTS[target.type] for policy in view.all(name, region=target.region))
    return list(found)


def _lets(target: Item, view: View, pair: tuple[Item, str]) -> bool:
    policy, names = pair
    if policy.type == "AWS::Lambda::Permission" and not policy["Principal"].is_in("s3.amazonaws.com", "*"):
        return False
    return some(policy[names].items, lambda one: view.find(one, target.type) is target)


def _in_time(bucket: Property, target: Item, view: View, pair: tuple[Item, str]) -> bool:
    return view.before(bucket.item, pair[0]) and _lets(target, view, pair)


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
