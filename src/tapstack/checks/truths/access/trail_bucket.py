"""ACCESS-093: the bucket of a trail lets CloudTrail write its logs."""

from collections.abc import Iterator

from tapstack.access import Request, Service, account, arn, given, service_may
from tapstack.checks.truths.access.asking import certainly
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Item, Property
from tapstack.render.pattern import shown


def judge(properties: Property, view: View) -> Iterator[Fault]:
    """A fault for what the bucket policy does not let CloudTrail do."""
    place = properties["S3BucketName"]
    bucket = view.find(place, "AWS::S3::Bucket")
    if bucket is None:
        return
    asked = [("s3:GetBucketAcl", arn(bucket, view)), ("s3:PutObject", _logs(properties, bucket, view))]
    for action, resource in certainly(asked, lambda one: not _may(one, properties, bucket, view)):
        yield Fault(place, f"{bucket} has no policy that lets cloudtrail.amazonaws.com {action} on {shown(resource)}.")


def _logs(properties: Property, bucket: Item, view: View) -> str:
    prefix = properties["S3KeyPrefix"].pattern
    start = f"{prefix}/" if prefix else ""
    return f"{arn(bucket, view)}/{start}AWSLogs/{account(properties.item)}/\ue000Any:object@\ue001"


def _may(one: tuple[str, str], properties: Property, bucket: Item, view: View) -> bool:
    context = {
        "aws:securetransport": given("true"),
        "aws:sourceaccount": given(account(properties.item)),
        "aws:sourcearn": given(arn(properties.item, view)),
        "s3:x-amz-acl": given("bucket-owner-full-control"),
    }
    return service_may(Service("cloudtrail.amazonaws.com", bucket.region), Request(*one, context), bucket, view)


TRUTH = Truth(
    id="ACCESS-093",
    title="The bucket of a trail lets CloudTrail look at it and write its logs",
    why="CloudTrail refuses the trail: InsufficientS3BucketPolicyException, an incorrect S3 bucket policy; the"
    " stack fails.",
    fix="Give the bucket a policy that lets cloudtrail.amazonaws.com s3:GetBucketAcl on the bucket and"
    " s3:PutObject on PREFIX/AWSLogs/ACCOUNT/*, and make it before the trail.",
    source="botocore cloudtrail, InsufficientS3BucketPolicyException; AWS CloudTrail User Guide, Amazon S3 bucket"
    " policy for CloudTrail",
    about=("AWS::CloudTrail::Trail",),
    judge=judge,
)
