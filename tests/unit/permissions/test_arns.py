"""Patterns of ARNs against the formats of the Service Authorization Reference."""

import pytest

from tests.unit.permissions.arns import fits

BUCKET = "arn:${Partition}:s3:::${BucketName}"
OBJECT = "arn:${Partition}:s3:::${BucketName}/${ObjectName}"
LOG_GROUP = "arn:${Partition}:logs:${Region}:${Account}:log-group:${LogGroupName}"
RULE = "arn:${Partition}:events:${Region}:${Account}:rule/${EventBusName}/${RuleName}"


@pytest.mark.parametrize(
    ("pattern", "form"),
    [
        ("*", BUCKET),
        ("arn:aws:s3:::data", BUCKET),
        ("arn:aws:s3:::data-*", BUCKET),
        ("arn:aws:s3:::data-*", OBJECT),
        ("arn:aws:s3:::data/*", OBJECT),
        ("arn:aws:s3:::data/a/b", OBJECT),
        ("arn:aws:logs:*:1:log-group:/aws/lambda/a:*", LOG_GROUP),
        ("arn:aws:events:us-east-1:1:rule/bus/*", RULE),
    ],
)
def test_a_pattern_fits_where_some_arn_matches_both(pattern: str, form: str) -> None:
    assert fits(pattern, form)


@pytest.mark.parametrize(
    ("pattern", "form"),
    [
        ("arn:aws:s3:::data/*", BUCKET),
        ("arn:aws:s3:::data", OBJECT),
        ("arn:aws:s3:::data/", OBJECT),
        ("arn:aws:sns:us-east-1:1:data", BUCKET),
        ("arn:aws:s3:us-east-1:1:data", BUCKET),
        ("arn:aws:logs:*:1:log-stream:a", LOG_GROUP),
        ("arn:aws:events:us-east-1:1:rule/of-the-default-bus", RULE),
        ("data", BUCKET),
    ],
)
def test_a_pattern_does_not_fit_where_no_arn_matches_both(pattern: str, form: str) -> None:
    assert not fits(pattern, form)
