"""DDB-018: what a table is imported from can be read."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_CHOICES = {"InputFormat": ("CSV", "DYNAMODB_JSON", "ION"), "InputCompressionType": ("GZIP", "ZSTD", "NONE")}


def judge(source: Property, view: View) -> Iterator[Fault]:
    """A fault for a format or compression that there is not, options of another format, and a missing bucket."""
    for name, choices in _CHOICES.items():
        if source.has(name) and not source[name].is_in(*choices):
            yield Fault(source[name], f"{name} is {source[name].shown}; it must be {', '.join(choices)}.")
    if source.has("InputFormatOptions.Csv") and not source["InputFormat"].equals("CSV"):
        yield Fault(source["InputFormatOptions"], "The options are those of CSV, the format is another.")
    bucket = source["S3BucketSource.S3Bucket"]
    if not source.has("S3BucketSource.S3BucketOwner") and not view.exists(bucket, "AWS::S3::Bucket"):
        yield Fault(bucket, f"No stack makes the bucket {bucket.shown}.")


TRUTH = Truth(
    id="DDB-018",
    title="The import source of a table exists and has a format that DynamoDB reads",
    why="The import fails, and the table with it.",
    fix="Write CSV, DYNAMODB_JSON or ION; GZIP, ZSTD or NONE; Csv options only with CSV; a bucket that exists.",
    source="resource schema AWS::DynamoDB::Table, ImportSourceSpecification; DynamoDB API reference, ImportTable"
    " (https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ImportTable.html)",
    about=("AWS::DynamoDB::Table",),
    at="ImportSourceSpecification",
    judge=judge,
)
