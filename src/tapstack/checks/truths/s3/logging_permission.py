"""S3-092: the bucket that gets access logs lets S3 deliver them."""

from collections.abc import Iterator

from tapstack.checks.truths.resource_policies import allows, covers, of_service, some, statements
from tapstack.checks.truths.s3.access import takes_acls
from tapstack.checks.truths.s3.logging import target_of
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Item, Property


def judge(logging: Property, view: View) -> Iterator[Fault]:
    """A fault for a target with neither the log delivery ACL nor a policy for the logging service."""
    target = target_of(logging, view)
    if target is None or _acl_lets(target):
        return
    policies = view.all("AWS::S3::BucketPolicy", region=target.region)
    if not some(policies, lambda policy: _policy_lets(policy, target, view)):
        yield Fault(logging, f"Neither a policy nor an ACL lets S3 write logs into {target}.")


def _acl_lets(target: Item) -> bool:
    return target["AccessControl"].equals("LogDeliveryWrite") and takes_acls(target)


def _policy_lets(policy: Item, target: Item, view: View) -> bool:
    if view.find(policy["Bucket"], "AWS::S3::Bucket") is not target:
        return False
    return some(statements(policy["PolicyDocument"]), _statement_lets)


def _statement_lets(statement: Property) -> bool:
    if not allows(statement) or not of_service(statement, "logging.s3.amazonaws.com"):
        return False
    return covers(statement, "s3:PutObject")


TRUTH = Truth(
    id="S3-092",
    title="The bucket that gets access logs has a policy that lets logging.s3.amazonaws.com put objects",
    why="S3 delivers no logs, and tells nobody.",
    fix="Add a bucket policy that allows s3:PutObject to the service logging.s3.amazonaws.com.",
    source="S3 user guide"
    " (https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html),"
    " permissions for log delivery: a policy for the logging service, or the ACL of the log delivery"
    " group",
    about=("AWS::S3::Bucket",),
    at="LoggingConfiguration",
    judge=judge,
    later=True,
)
