"""The archive of a function."""

import json

from tapstack.simulate.cloud import ACCOUNT, open_cloud
from tapstack.simulate.cloud.hooks.function_code import code_of

REGION = "us-east-1"
ARCHIVE = b"PK\x05\x06" + bytes(18)


def make(cloud, **about):
    trust = json.dumps({"Version": "2012-10-17", "Statement": []})
    role = cloud.client("iam", REGION).create_role(RoleName="r", AssumeRolePolicyDocument=trust)["Role"]["Arn"]
    cloud.client("lambda", REGION).create_function(FunctionName="f", Role=role, **about)


def test_canary_moto_keeps_the_archive_under_this_name():
    with open_cloud() as cloud:
        make(cloud, Runtime="python3.12", Handler="index.handler", Code={"ZipFile": ARCHIVE})
        assert code_of(ACCOUNT, REGION, "f") == ARCHIVE


def test_an_image_has_none():
    with open_cloud() as cloud:
        image = {"ImageUri": "123456789012.dkr.ecr.us-east-1.amazonaws.com/app:1"}
        make(cloud, PackageType="Image", Code=image)
        assert code_of(ACCOUNT, REGION, "f") == b""
