"""Limitation 10, IAM across regions: what existed before is reached only where it is named."""

import re
from collections.abc import Callable

import pytest

from tests.place import ACCOUNT, EVERYTHING, SOURCE, TARGET
from tests.unit.stack.conftest import Pair
from tests.unit.stack.iam import allows, said
from tests.unit.stack.values import many


def test_without_history_no_statement_is_about_what_has_no_name(pair: Callable[..., Pair]) -> None:
    named = [arn for _, one in said(pair()) for arn in many(one["Resource"])]
    assert [arn for arn in named if not arn or re.search(r"(:::|/)(/|$)", arn)] == []


@pytest.mark.parametrize(
    "action", ["s3:PutReplicationConfiguration", "s3:GetReplicationConfiguration", "s3:GetBucketLocation"]
)
def test_the_historical_bucket_is_reached_only_where_there_is_one(action, pair: Callable[..., Pair]) -> None:
    for name in ("old-trades", ""):
        _, target = pair(HistoricalBucketName=name)
        assert allows(target.resource("ObjectTasksRole"), action, "arn:aws:s3:::old-trades") is bool(name)


@pytest.mark.parametrize("action", ["dynamodb:DescribeTable", "dynamodb:ExportTableToPointInTime"])
def test_the_historical_table_is_reached_only_where_there_is_one(action, pair: Callable[..., Pair]) -> None:
    for name in ("trades", ""):
        _, target = pair(HistoricalTableName=name)
        table = f"arn:aws:dynamodb:{SOURCE}:{ACCOUNT}:table/trades"
        assert allows(target.resource("TableTasksRole"), action, table) is bool(name)


@pytest.mark.parametrize(
    ("role", "region", "service"),
    [
        ("S3ReplicationRole", SOURCE, "s3"),
        ("CatchUpRole", SOURCE, "dynamodb"),
        ("ObjectComparisonRole", TARGET, "s3"),
        ("TableTasksRole", TARGET, "dynamodb"),
        ("TableComparisonRole", TARGET, "dynamodb"),
    ],
)
def test_the_historical_key_is_used_only_where_there_is_one(role, region, service, pair: Callable[..., Pair]) -> None:
    key = EVERYTHING["HistoricalKeyArn"]
    for given in (key, ""):
        chosen = pair(**EVERYTHING | {"HistoricalKeyArn": given})
        stack = next(stack for stack in chosen if stack.region == region)
        context = {"kms:ViaService": f"{service}.{SOURCE}.amazonaws.com"}
        assert allows(stack.resource(role), "kms:Decrypt", key, context) is bool(given)


@pytest.mark.parametrize(
    ("role", "region", "service"),
    [("S3ReplicationRole", SOURCE, "s3"), ("CatchUpRole", SOURCE, "dynamodb"), ("ObjectComparisonRole", TARGET, "s3")],
)
def test_the_historical_key_is_used_through_one_service_where_the_data_is(role, region, service, stacks) -> None:
    stack, key = next(stack for stack in stacks if stack.region == region), EVERYTHING["HistoricalKeyArn"]
    asked = (f"{service}.{SOURCE}", f"{service}.{TARGET}", f"sqs.{SOURCE}")
    through = [one for one in asked if allows(stack.resource(role), "kms:Decrypt", key, {"kms:ViaService": f"{one}.amazonaws.com"})]  # fmt: skip
    assert through == [f"{service}.{SOURCE}"]
