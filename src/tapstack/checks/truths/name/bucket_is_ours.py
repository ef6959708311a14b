"""NAME-005: nobody else can have taken the name of a bucket."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.findings import Severity
from tapstack.graph.stackset import Property
from tapstack.render.pattern import is_whole, pattern


def judge(properties: Property, _: View) -> Iterator[Fault]:
    """A fault for a name with a region and no account in it: whoever knows one knows those of all other regions."""
    name = properties["BucketName"]
    if not name.given or properties["BucketNamespace"].pattern == "account-regional":
        return
    account = pattern(properties.item.pseudo["AWS::AccountId"])
    if is_whole(name.pattern) and properties.item.region in name.pattern and account not in name.pattern:
        yield Fault(name, f'The name "{name.pattern}" has a region in it, and nothing that only this account has.')


TRUTH = Truth(
    id="NAME-005",
    title="A bucket's name that has the region in it has the account id in it too",
    why="Bucket names are one space for all accounts: whoever takes the name first makes the stack fail, or gets what"
    " is sent to it in another region.",
    fix="Add ${AWS::AccountId} to BucketName, or give BucketNamespace: account-regional with BucketNamePrefix.",
    source="assumption: the name may be free today; https://docs.aws.amazon.com/AmazonS3/latest/userguide/"
    "bucketnamingrules.html advises names that nobody can foresee",
    about=("AWS::S3::Bucket",),
    judge=judge,
    severity=Severity.WARNING,
)
