"""AWS's managed policies, read once."""

import json

from moto import mock_aws
from moto.iam.models import IAMBackend, iam_backends

from tapstack.simulate.cloud import ACCOUNT, open_cloud
from tapstack.simulate.cloud.clients import client
from tapstack.simulate.cloud.environment import scrubbed

ARN = "arn:aws:iam::aws:policy/AWSLambdaExecute"
TRUST = json.dumps({"Version": "2012-10-17", "Statement": []})
SETTINGS = {"iam": {"load_aws_managed_policies": True}}


def told(iam):
    policy = iam.get_policy(PolicyArn=ARN)["Policy"]
    version = iam.get_policy_version(PolicyArn=ARN, VersionId=policy["DefaultVersionId"])["PolicyVersion"]
    return {name: value for name, value in policy.items() if name != "PolicyId"}, version


def attach(iam):
    iam.create_role(RoleName="r", AssumeRolePolicyDocument=TRUST)
    iam.attach_role_policy(RoleName="r", PolicyArn=ARN)
    return iam.get_policy(PolicyArn=ARN)["Policy"]["AttachmentCount"]


def test_canary_moto_reads_them_for_each_account():
    with scrubbed(), mock_aws(config=SETTINGS):
        one, two = (IAMBackend._init_aws_policies(iam_backends[ACCOUNT]["aws"]) for _ in range(2))
        assert len(one) == len(two) > 1000
        assert one[0] is not two[0]


def test_a_policy_is_as_moto_reads_it():
    with scrubbed(), mock_aws(config=SETTINGS):
        outside = told(client("iam", "us-east-1"))
    with open_cloud() as cloud:
        assert told(cloud.client("iam", "us-east-1")) == outside


def test_a_world_does_not_see_what_another_has_attached():
    for _ in range(2):
        with open_cloud() as cloud:
            assert attach(cloud.client("iam", "us-east-1")) == 1


def test_the_ids_that_follow_are_the_same_in_every_world():
    drawn = []
    for _ in range(2):
        with open_cloud(seed=3) as cloud:
            iam = cloud.client("iam", "us-east-1")
            policy = iam.get_policy(PolicyArn=ARN)["Policy"]["PolicyId"]
            drawn.append((policy, iam.create_role(RoleName="r", AssumeRolePolicyDocument=TRUST)["Role"]["RoleId"]))
    assert drawn[0] == drawn[1]
