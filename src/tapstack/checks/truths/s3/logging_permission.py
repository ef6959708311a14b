"""S3-092: the bucket that gets access logs lets S3 deliver them."""

from collections.abc import Iterator

from tapstack.checks.truths.resource_policies import allows, covers, of_service, statements
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
    mine = [one for one in policies if view.find(one["Bucket"], "AWS::S3::Bucket") is target]
    if not any(_policy_lets(one["PolicyDocument"]) for one in mine):
        yield Fault(logging, f"Neither a policy nor an ACL lets S3 write logs into {target}.")


def _acl_lets(target: Item) -> bool:
    return target["AccessControl"].equals("LogDeliveryWrite") and takes_acls(target)


def _policy_lets(policy: Property) -> bool:
    of_logging = (one for one in statements(policy) if allows(one) and of_service(one, "logging.s3.amazonaws.com"))
    return any(covers(one, "s3:PutObject") for one in of_logging)


TRUTH = Truth(
    id="S3-092",
    title="The bucket that gets access logs has a policy that lets logging.s3.amazonaws.com put objects",
    why="S3 delivers no logs, and tells nobody.",
    fix="Add a bucket policy that allows s3:PutObject to the service logging.s3.amazonaws.com.",
    source="S3 user guide, Enabling Amazon S3 server access logging, Permissions for log delivery",
    about=("AWS::S3::Bucket",),
    at="LoggingConfiguration",
    judge=judge,
)
