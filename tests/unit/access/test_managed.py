"""What is known of the policies of AWS, and of the resources that actions are on."""

import pytest

from tapstack.access.applies import applies_to, may_be_one
from tapstack.access.managed import managed_document, managed_name, names_of_aws, paths_of_aws


def test_every_known_document_is_of_a_policy_that_aws_has() -> None:
    found = [name for name in names_of_aws() if managed_document(name) is not None]
    assert "service-role/AWSLambdaBasicExecutionRole" in found
    assert all(managed_document(name)["Statement"] for name in found)


def test_a_name_leads_to_its_path() -> None:
    assert paths_of_aws()["AWSLambdaBasicExecutionRole"] == "service-role/AWSLambdaBasicExecutionRole"
    assert managed_name("arn:aws-cn:iam::aws:policy/service-role/X") == "service-role/X"
    assert managed_name("arn:aws:iam::123456789012:policy/X") is None


@pytest.mark.parametrize(
    ("action", "only_all"),
    [("s3:GetObject", False), ("S3:getobject", False), ("xray:PutTraceSegments", True), ("kms:Decrypt", False)],
)
def test_an_action_is_on_resources_or_on_none(action: str, only_all: bool) -> None:
    found = applies_to(action)
    assert found is not None and found.only_all is only_all
    assert bool(found.globs) is not only_all


def test_nothing_is_said_of_a_wildcard() -> None:
    assert applies_to("s3:Get*") is None


@pytest.mark.parametrize(
    ("resource", "glob", "expected"),
    [
        ("*", "arn:*:s3:::*", True),
        ("arn:aws:s3:::b", "arn:*:s3:::*", True),
        ("arn:aws:s3:::b/*", "arn:*:s3:::*", False),
        ("arn:aws:s3:::b", "arn:*:s3:::*/*", False),
        ("arn:aws:s3:::*", "arn:*:s3:::*/*", True),
        ("arn:aws:kms:us-east-1:1:alias/x", "arn:*:kms:*:*:key/*", False),
        ("arn:aws:kms:*:*:*", "arn:*:kms:*:*:key/*", True),
        ("arn:aws:dynamodb:*:*:table/t?/index/*", "arn:*:dynamodb:*:*:table/*/index/*", True),
        ("arn:aws:s3:::b/*", "arn:*:s3:*:*:accesspoint/*", False),
    ],
)
def test_a_resource_may_be_one_of_a_kind(resource: str, glob: str, expected: bool) -> None:
    assert may_be_one(resource, glob) is expected
