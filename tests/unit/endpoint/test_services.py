"""What is no request of a service, and what is not simulated: an error as AWS writes it, and no traceback."""

import pytest
from botocore.exceptions import ClientError

SCOPE = "AWS4-HMAC-SHA256 Credential=testing/20260101/us-east-1/{}/aws4_request, SignedHeaders=host, Signature=0"
JSON = "application/x-amz-json-1.0"


def headers(service, target="", kind=JSON):
    return {
        "Authorization": SCOPE.format(service),
        "Content-Type": kind,
        **({"X-Amz-Target": target} if target else {}),
    }


@pytest.mark.parametrize(
    ("method", "path", "given", "body"),
    [
        ("POST", "/", {}, b"\x00\xff\xfe"),
        ("POST", "/", {"Authorization": "Basic x"}, b""),
        ("POST", "/", headers("dynamodb"), b"{}"),
        ("POST", "/", headers("dynamodb", "DynamoDB_20120810.ListTables"), b"\xff{"),
        ("POST", "/", headers("dynamodb", "DynamoDB_20120810.ListTables"), b"[1, 2]"),
        ("POST", "/", headers("dynamodb", "DynamoDB_20120810.PutItem"), b'{"TableName": 5}'),
        ("POST", "/", headers("dynamodb", "Nonsense"), b"{}"),
        ("POST", "/", headers("nonsense"), b"{}"),
        ("POST", "/", headers("ec2", kind="application/x-www-form-urlencoded"), b"Action=Nonsense"),
        ("POST", "/", headers("sqs", "AmazonSQS.SendMessage"), b"{}"),
        ("POST", "/", headers("cloudformation"), b"\xff"),
        ("POST", "/", headers("cloudformation"), b"Action=Nonsense"),
        ("GET", "/moto-api/data.json", {}, b""),
        ("POST", "/moto-api/reset", {}, b""),
    ],
)
def test_rubbish_is_refused(room, method, path, given, body):
    status, _, answer = room.raw(method, f"http://127.0.0.1{path}", given, body)
    assert status in (400, 404, 501) and b"Traceback" not in answer and b"<html" not in answer
    assert b"__type" in answer or b"<Code>" in answer


def test_moto_cannot_be_reset_beside_the_engine(room):
    room.client("s3").create_bucket(Bucket="one")
    room.raw("POST", "http://127.0.0.1/moto-api/reset", {})
    assert room.client("s3").list_buckets()["Buckets"]


def test_what_is_not_simulated_is_named(room):
    with pytest.raises(ClientError, match=r"\(NotImplemented\).*does not simulate backup:ListProtectedResources"):
        room.client("backup").list_protected_resources()
