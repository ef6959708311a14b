"""Functions as Lambda has them."""

import pytest

from tapstack.simulate.cloud import ACCOUNT
from tapstack.simulate.functions import deployed
from tapstack.simulate.resources import RefusedError, UnsupportedError
from tests.unit.simulate.functions.conftest import archive

SOURCE = "def handler(event, context): pass"


def test_it_is_what_it_was_made_with(account):
    arn = account.put(SOURCE, "eu-central-1", Timeout=9, MemorySize=256, Environment={"Variables": {"A": "b"}})
    found = deployed(account.cloud, arn)
    assert (found.arn, found.region, found.handler, found.runtime) == (
        arn,
        "eu-central-1",
        "index.handler",
        "python3.13",
    )
    assert (found.timeout, found.memory, found.variables, found.role) == (9, 256, {"A": "b"}, account.role)
    assert found.code == archive({"index.py": SOURCE})


def test_lambdas_defaults_hold(account):
    found = deployed(account.cloud, account.put(SOURCE))
    assert (found.timeout, found.memory, found.variables, found.version) == (3, 128, {}, "$LATEST")


def test_code_may_come_out_of_a_bucket(account):
    s3 = account.cloud.client("s3", "us-east-1")
    s3.create_bucket(Bucket="code")
    s3.put_object(Bucket="code", Key="it.zip", Body=archive({"index.py": "def handler(event, context): return 's3'"}))
    assert account.call(account.put(SOURCE, Code={"S3Bucket": "code", "S3Key": "it.zip"})) == "s3"


@pytest.mark.parametrize("region", ["us-east-1", "eu-central-1"])
def test_a_function_that_is_not_there_is_refused(account, region):
    arn = f"arn:aws:lambda:{region}:{ACCOUNT}:function:nothing"
    with pytest.raises(RefusedError, match=f"ResourceNotFoundException: Function not found: {arn}"):
        deployed(account.cloud, arn)


@pytest.mark.parametrize(
    "arn", ["", "nothing", "arn:aws:lambda:us-east-1", f"arn:aws:lambda:us-east-1:{ACCOUNT}:layer:x:1"]
)
def test_what_is_no_functions_arn_is_refused(account, arn):
    with pytest.raises(RefusedError, match="is not the ARN of a function"):
        deployed(account.cloud, arn)


@pytest.mark.parametrize(
    ("arn", "why"),
    [
        (f"arn:aws:lambda:us-east-1:{ACCOUNT}:function:it:live", "names a version or an alias"),
        ("arn:aws:lambda:us-east-1:999999999999:function:it", "is of another account"),
    ],
)
def test_what_is_not_simulated_is_said(account, arn, why):
    with pytest.raises(UnsupportedError, match=why):
        deployed(account.cloud, arn)


def test_code_that_is_no_archive_is_refused(account):
    with pytest.raises(RefusedError, match="Could not unzip uploaded file"):
        deployed(account.cloud, account.put(SOURCE, Code={"ZipFile": b"no archive"}))


def test_a_function_with_layers_is_not_simulated(account):
    layer = account.cloud.client("lambda", "us-east-1").publish_layer_version(
        LayerName="it", Content={"ZipFile": archive({"python/x.py": ""})}
    )
    arn = account.put(SOURCE, Layers=[layer["LayerVersionArn"]])
    with pytest.raises(UnsupportedError, match="has layers"):
        deployed(account.cloud, arn)
