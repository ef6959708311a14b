"""The code of functions: in the template, and in buckets."""

import io
import os
import subprocess
import sys
import zipfile

import pytest

from tapstack.simulate.adapters.lambda_.code import packed
from tapstack.simulate.cloud.hooks.function_code import code_of
from tapstack.simulate.resources import RefusedError

KIND = "AWS::Lambda::Function"
OTHER = "def handler(event, context):\n    return 2\n"


def archive(text):
    return packed(text, "index.py")


def files(making, name="f"):
    code = code_of("123456789012", making.owner.region, name)
    with zipfile.ZipFile(io.BytesIO(code)) as opened:
        return {entry: opened.read(entry).decode() for entry in opened.namelist()}


@pytest.fixture
def bucket(making):
    """A bucket of the function's region that keeps versions."""
    s3 = making.bench.client("s3")
    s3.create_bucket(Bucket="code")
    s3.put_bucket_versioning(Bucket="code", VersioningConfiguration={"Status": "Enabled"})
    return s3


@pytest.mark.parametrize(("runtime", "name"), [("python3.12", "index.py"), ("nodejs22.x", "index.js")])
def test_inline_code_is_the_file_index(making, basic, runtime, name):
    making.create(KIND, FunctionName="f", **{**basic, "Runtime": runtime})
    assert files(making) == {name: basic["Code"]["ZipFile"]}


def test_an_update_puts_new_inline_code(making, basic):
    wanted, made = making.create(KIND, FunctionName="f", **basic)
    new = {**basic, "Code": {"ZipFile": OTHER}}
    assert making.read(*making.update(wanted, made, FunctionName="f", **new))["Code"] == {"ZipFile": OTHER}
    assert files(making) == {"index.py": OTHER}


def test_another_language_is_another_file(making, basic):
    wanted, made = making.create(KIND, FunctionName="f", **basic)
    making.update(wanted, made, FunctionName="f", **{**basic, "Runtime": "nodejs22.x"})
    assert list(files(making)) == ["index.js"]


def test_code_that_others_have_changed_is_not_told_as_that_of_the_template(making, basic):
    wanted, made = making.create(KIND, FunctionName="f", **basic)
    making.bench.client("lambda").update_function_code(FunctionName="f", ZipFile=archive(OTHER))
    assert "Code" not in making.read(wanted, made)


def test_the_archive_of_a_text_is_the_same_in_every_process():
    script = "import sys; from tapstack.simulate.adapters.lambda_.code import packed;"
    script += "sys.stdout.buffer.write(packed('x = 1', 'index.py'))"
    asked = [sys.executable, "-c", script]
    made = [
        subprocess.run(asked, capture_output=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed}).stdout
        for seed in ("1", "2")
    ]
    assert made[0] == made[1] == packed("x = 1", "index.py")


def test_code_in_a_bucket_is_taken_from_there(making, basic, bucket):
    bucket.put_object(Bucket="code", Key="f.zip", Body=archive(OTHER))
    given = {**basic, "FunctionName": "f", "Code": {"S3Bucket": "code", "S3Key": "f.zip"}}
    assert making.read(*making.create(KIND, **given))["Code"] == given["Code"]
    assert files(making) == {"index.py": OTHER}


def test_code_of_a_version_is_that_of_the_version(making, basic, bucket):
    first = bucket.put_object(Bucket="code", Key="f.zip", Body=archive(OTHER))["VersionId"]
    bucket.put_object(Bucket="code", Key="f.zip", Body=archive("x = 3"))
    source = {"S3Bucket": "code", "S3Key": "f.zip", "S3ObjectVersion": first}
    making.create(KIND, FunctionName="f", **{**basic, "Code": source})
    assert files(making) == {"index.py": OTHER}


def test_an_update_to_another_object_takes_it(making, basic, bucket):
    for key, text in (("1.zip", "x = 1"), ("2.zip", "x = 2")):
        bucket.put_object(Bucket="code", Key=key, Body=archive(text))
    of = lambda key: {**basic, "FunctionName": "f", "Code": {"S3Bucket": "code", "S3Key": key}}  # noqa: E731
    making.update(*making.create(KIND, **of("1.zip")), **of("2.zip"))
    assert files(making) == {"index.py": "x = 2"}


def test_an_update_of_something_else_needs_no_object(making, basic, bucket):
    bucket.put_object(Bucket="code", Key="f.zip", Body=archive(OTHER))
    given = {**basic, "FunctionName": "f", "Code": {"S3Bucket": "code", "S3Key": "f.zip"}}
    wanted, made = making.create(KIND, **given)
    bucket.delete_object(Bucket="code", Key="f.zip")
    told = making.read(*making.update(wanted, made, **given, Timeout=9))
    assert told["Timeout"] == 9
    assert "Code" not in told


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ({"S3Bucket": "none", "S3Key": "f.zip"}, "S3 Error Code: NoSuchBucket"),
        ({"S3Bucket": "code", "S3Key": "none.zip"}, "S3 Error Code: NoSuchKey"),
        ({"S3Bucket": "code", "S3Key": "f.txt"}, "Could not unzip uploaded file"),
        ({"S3Bucket": "far", "S3Key": "f.zip"}, "The bucket is in this region: eu-central-1"),
    ],
    ids=["no bucket", "no object", "no archive", "another region"],
)
def test_code_that_lambda_cannot_take_is_refused(making, basic, bucket, source, why):
    bucket.put_object(Bucket="code", Key="f.txt", Body=b"text")
    there = {"LocationConstraint": "eu-central-1"}
    making.bench.client("s3", "eu-central-1").create_bucket(Bucket="far", CreateBucketConfiguration=there)
    with pytest.raises(RefusedError, match=f"InvalidParameterValueException: .*{why}") as refused:
        making.create(KIND, **{**basic, "Code": source})
    assert refused.value.made is None
