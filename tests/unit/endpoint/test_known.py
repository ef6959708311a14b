import pytest

from tapstack.endpoint.known import texts


@pytest.mark.parametrize(
    ("thing", "arn"),
    [
        (("", "bucket", "data"), "arn:aws:s3:::data"),
        (("", "role", "worker"), "arn:aws:iam::111122223333:role/worker"),
        (
            ("eu-west-1", "queue", "https://sqs.eu-west-1.amazonaws.com/111122223333/work"),
            "arn:aws:sqs:eu-west-1:111122223333:work",
        ),
        (("eu-west-1", "parameter", "/a/b"), "arn:aws:ssm:eu-west-1:111122223333:parameter/a/b"),
        (("eu-west-1", "alias", "alias/data"), "arn:aws:kms:eu-west-1:111122223333:alias/data"),
    ],
)
def test_a_thing_is_known_by_name_and_arn(thing, arn):
    assert {thing[2], arn} <= set(texts(frozenset([thing]), "111122223333"))
