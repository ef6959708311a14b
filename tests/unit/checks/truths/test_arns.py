"""ARNs with tokens in them are taken apart between their fields only."""

from tapstack.checks.truths.references.arn import arn, split
from tapstack.checks.truths.references.mentions import thing
from tapstack.checks.truths.references.table import rows
from tapstack.render.pattern import ACCOUNT, pattern
from tapstack.template.unresolved import Unresolved

QUEUE = pattern(Unresolved("Ref", "Queue", "", "us-east-1"))


def test_colons_in_tokens_divide_nothing() -> None:
    found = arn(f"arn:aws:sqs:us-east-1:{ACCOUNT}:{QUEUE}")
    assert found == ("aws", "sqs", "us-east-1", ACCOUNT, QUEUE)
    assert split(f"{ACCOUNT}:{QUEUE}", ":") == [ACCOUNT, QUEUE]


def test_what_has_fewer_fields_is_none() -> None:
    assert arn("arn:aws:sqs:orders") is None
    assert arn(QUEUE) is None


def test_an_object_is_of_a_bucket_and_an_index_of_a_table() -> None:
    bucket, table = (
        thing("arn:aws:s3:::orders/2026/*"),
        thing(f"arn:aws:dynamodb:us-east-1:{ACCOUNT}:table/orders/index/x"),
    )
    assert bucket and bucket.arn == "arn:aws:s3:::orders"
    assert table and table.arn == f"arn:aws:dynamodb:us-east-1:{ACCOUNT}:table/orders"


def test_wildcards_and_jobs_name_nothing() -> None:
    for text in (
        "arn:aws:s3:::orders-*",
        "arn:aws:sqs:*:123456789012:orders",
        "arn:aws:s3:us-east-1:123456789012:job/*",
    ):
        assert thing(text) is None


def test_a_row_of_the_table_goes_before_the_formats_of_the_schema() -> None:
    found = {row.path: row for row in rows("AWS::Lambda::Function")}
    assert found["Role"].types == ("AWS::IAM::Role",)
    assert found["KmsKeyArn"].meant == "key"
    assert "Arn" not in found


def test_every_custom_resource_has_the_rows_of_one() -> None:
    assert rows("Custom::Anything") == rows("AWS::CloudFormation::CustomResource") != ()
